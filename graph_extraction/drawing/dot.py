"""Pictures of a graph: Graphviz text, SVG, and what a notebook shows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection
from html import escape
from itertools import pairwise

from graph_extraction.drawing import svg
from graph_extraction.drawing.view import EDGE_COLOUR, MOST_NODES, NODE_STYLE, View, busiest_symbol, choose_view
from graph_extraction.graph import EdgeType, NodeKind, ProgramGraph, Symbol

__all__ = ["to_dot", "to_html", "to_svg", "view_to_dot", "view_to_svg"]

_DOT_SECONDS = 20
# Edges that decide which row of the picture a node is in.
_RANKING = frozenset({EdgeType.CHILD, EdgeType.OCCURRENCE_OF, EdgeType.SUBTOKEN_OF})


def to_dot(
    graph: ProgramGraph,
    edge_types: Collection[EdgeType] = tuple(EdgeType),
    around: Symbol | int | None = None,
    hops: int = 2,
    most_nodes: int = MOST_NODES,
) -> str:
    """The graph, or a part of it, in Graphviz's language.

    Tokens stand in one row in their order, the syntax tree above, symbols and vocabulary below, as in the paper's
    Figure 3. The arguments are those of `choose_view`.
    """
    return view_to_dot(choose_view(graph, edge_types, around, hops, most_nodes))


def view_to_dot(shown: View) -> str:
    """A chosen part in Graphviz's language."""
    lines = [
        "digraph ProgramGraph {",
        '  graph [rankdir=TB newrank=true ranksep=0.45 nodesep=0.18 fontname="Helvetica" fontsize=11 labelloc=b];',
        '  node [style=filled fontname="Helvetica" fontsize=11 height=0.3 width=0.3 margin="0.07,0.04"];',
        "  edge [arrowsize=0.6 penwidth=1.1];",
        f"  graph [label=<{_legend(shown)}>];",
    ]
    for category in NodeKind:
        fill, line, shape = NODE_STYLE[category]
        lines.append(f'  node [shape={shape} fillcolor="{fill}" color="{line}"];')
        lines += [f"  n{node} [label={_quoted(shown.label(node))}];" for node in shown.of_kind(category)]
    tokens = shown.of_kind(NodeKind.TOKEN)
    if tokens:
        lines.append("  { rank=same; " + " ".join(f"n{node};" for node in tokens) + " }")
    chained = {(source, target) for kind, source, target in shown.edges if kind is EdgeType.NEXT_TOKEN}
    for pair in pairwise(tokens):
        if pair not in chained:
            lines.append(f"  n{pair[0]} -> n{pair[1]} [style=invis weight=50];")
    for kind in EdgeType:
        ranking = "weight=50" if kind is EdgeType.NEXT_TOKEN else "" if kind in _RANKING else "constraint=false"
        lines.append(f'  edge [color="{EDGE_COLOUR[kind]}"];')
        for edge, source, target in shown.edges:
            if edge is kind:
                above = kind is EdgeType.OCCURRENCE_OF and shown.kind(source) is NodeKind.NON_TERMINAL
                attributes = "constraint=false style=dashed" if above else ranking
                lines.append(f"  n{source} -> n{target} [{attributes}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _legend(shown: View) -> str:
    present = {kind for kind, _, _ in shown.edges}
    parts = [f'<font color="{EDGE_COLOUR[kind]}">{kind.name}</font>' for kind in EdgeType if kind in present]
    return " &#160; ".join(parts) or " "


def to_svg(
    graph: ProgramGraph,
    edge_types: Collection[EdgeType] = tuple(EdgeType),
    around: Symbol | int | None = None,
    hops: int = 2,
    most_nodes: int = MOST_NODES,
) -> str:
    """The graph, or a part of it, as an `<svg>` element; the arguments are those of `choose_view`.

    Graphviz lays it out if its `dot` is installed, else a plain layout of our own does.
    """
    return view_to_svg(choose_view(graph, edge_types, around, hops, most_nodes))


def view_to_svg(shown: View) -> str:
    """A chosen part as an `<svg>` element."""
    program = shutil.which("dot")
    if program is not None:
        command = [program, "-Tsvg"]
        text = view_to_dot(shown)
        try:
            done = subprocess.run(
                command, input=text, capture_output=True, text=True, encoding="utf-8", timeout=_DOT_SECONDS, check=True
            )
        except (OSError, subprocess.SubprocessError):
            pass  # a broken or slow Graphviz must not cost the user the picture
        else:
            return done.stdout[done.stdout.index("<svg") :]
    return svg.draw(shown)


def to_html(graph: ProgramGraph) -> str:
    """What a notebook shows: counts, and a picture of the whole or of what is near to its busiest symbol."""
    shown = choose_view(graph)
    kinds = ", ".join(
        f"{int((graph.node_kind == kind).sum()):,} {kind.name.lower().replace('_', '-')}" for kind in NodeKind
    )
    edges = ", ".join(
        f'<span style="color:{EDGE_COLOUR[kind]}">{graph.edges[kind].shape[1]:,} {kind.name}</span>'
        for kind in EdgeType
    )
    parts = [
        f"<b>{escape(graph.path)}</b>: {graph.num_nodes:,} nodes ({kinds}); {len(graph.symbols):,} symbols",
        f"<small>{edges}</small>",
    ]
    if len(shown.nodes) < graph.num_nodes:
        parts.append(f"<small>Shown: the {len(shown.nodes):,} nodes nearest to {escape(_centre(graph))}.</small>")
    picture = view_to_svg(shown)
    return f'<div>{"<br>".join(parts)}</div><div style="overflow:auto;background:white">{picture}</div>'


def _centre(graph: ProgramGraph) -> str:
    return f"“{graph.labels[graph.node_label[busiest_symbol(graph)]]}”"
