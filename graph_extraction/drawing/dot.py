"""Pictures of a graph: Graphviz text, SVG, and what a notebook shows."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from itertools import pairwise

from graph_extraction.drawing import svg
from graph_extraction.drawing.view import NODE_STYLE, View, busiest_symbol, choose_view
from graph_extraction.graph import EdgeType, NodeKind, ProgramGraph
from graph_extraction.passes import edge_spec

__all__ = ["to_dot", "to_html", "to_svg"]

_DOT_SECONDS = 20
# Edges that decide which row of the picture a node is in.
_RANKING = frozenset({EdgeType.CHILD, EdgeType.OCCURRENCE_OF, EdgeType.SUBTOKEN_OF})


def to_dot(shown: View) -> str:
    """A graph, or a part of it, in Graphviz's language.

    Tokens stand in one row in their order, the syntax tree above, symbols and vocabulary below, as in the paper's
    Figure 3.
    """
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
    chained = {(source, target) for type_, source, target in shown.edges if type_ == EdgeType.NEXT_TOKEN}
    for pair in pairwise(tokens):
        if pair not in chained:
            lines.append(f"  n{pair[0]} -> n{pair[1]} [style=invis weight=50];")
    for type_ in shown.graph.edges:
        ranking = "weight=50" if type_ == EdgeType.NEXT_TOKEN else "" if type_ in _RANKING else "constraint=false"
        lines.append(f'  edge [color="{edge_spec(type_).color}"];')
        for edge_type, source, target in shown.edges:
            if edge_type == type_:
                above = type_ == EdgeType.OCCURRENCE_OF and shown.kind(source) is NodeKind.NON_TERMINAL
                attributes = "constraint=false style=dashed" if above else ranking
                lines.append(f"  n{source} -> n{target} [{attributes}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _legend(shown: View) -> str:
    parts = [f'<font color="{edge_spec(type_).color}">{type_}</font>' for type_ in shown.edge_types()]
    return " &#160; ".join(parts) or " "


def to_svg(shown: View) -> str:
    """A graph, or a part of it, as an `<svg>` element.

    Graphviz lays it out if its `dot` is installed, else a plain layout of our own does.
    """
    program = shutil.which("dot")
    if program is not None:
        command = [program, "-Tsvg"]
        text = to_dot(shown)
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
    """Return the notebook's view: counts, and a picture of the whole or of the surroundings of the busiest symbol."""
    shown = choose_view(graph)
    kinds = ", ".join(
        f"{int((graph.node_kind == kind).sum()):,} {kind.name.lower().replace('_', '-')}" for kind in NodeKind
    )
    edges = ", ".join(
        f'<span style="color:{edge_spec(type_).color}">{pairs.shape[1]:,} {type_}</span>'
        for type_, pairs in graph.edges.items()
    )
    parts = [
        f"<b>{escape(graph.path)}</b>: {graph.num_nodes:,} nodes ({kinds}); {len(graph.symbols):,} symbols",
        f"<small>{edges}</small>",
    ]
    if len(shown.nodes) < graph.num_nodes:
        parts.append(f"<small>Shown: the {len(shown.nodes):,} nodes nearest to {escape(_center(graph))}.</small>")
    picture = to_svg(shown)
    return f'<div>{"<br>".join(parts)}</div><div style="overflow:auto;background:white">{picture}</div>'


def _center(graph: ProgramGraph) -> str:
    return f"“{graph.labels[graph.node_label[busiest_symbol(graph)]]}”"
