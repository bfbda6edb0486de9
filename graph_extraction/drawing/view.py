"""Which part of a graph a picture shows, and in which colours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from graph_extraction.graph import EdgeType, NodeKind, ProgramGraph, Symbol

__all__ = ["EDGE_COLOUR", "MOST_NODES", "NODE_STYLE", "View", "busiest_symbol", "choose_view"]

MOST_NODES = 250
_LONGEST_LABEL = 24

# Fill, outline and Graphviz shape of each category of nodes.
NODE_STYLE = {
    NodeKind.TOKEN: ("#ffffff", "#444444", "box"),
    NodeKind.NON_TERMINAL: ("#dbe9f9", "#3465a4", "ellipse"),
    NodeKind.VOCABULARY: ("#e2f3d8", "#4e9a06", "hexagon"),
    NodeKind.SYMBOL: ("#fde3c8", "#ce5c00", "doubleoctagon"),
}
EDGE_COLOUR = {
    EdgeType.NEXT_TOKEN: "#000000",
    EdgeType.CHILD: "#3465a4",
    EdgeType.NEXT_MAY_USE: "#cc0000",
    EdgeType.NEXT_LEXICAL_USE: "#c2478f",
    EdgeType.ASSIGNED_FROM: "#8a6d00",
    EdgeType.RETURNS_TO: "#06989a",
    EdgeType.OCCURRENCE_OF: "#ce5c00",
    EdgeType.SUBTOKEN_OF: "#4e9a06",
}


@dataclass(frozen=True, slots=True)
class View:
    """The part of a graph that is drawn.

    Attributes:
        graph: the whole.
        nodes: indices of the nodes shown, ascending.
        edges: (type, source, target) shown; both ends are among `nodes`.
    """

    graph: ProgramGraph
    nodes: tuple[int, ...]
    edges: tuple[tuple[EdgeType, int, int], ...]

    def label(self, node: int) -> str:
        """Label of a node on one line, shortened."""
        text = self.graph.labels[self.graph.node_label[node]]
        text = text if text.isprintable() else repr(text)[1:-1]
        return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1] + "…"

    def kind(self, node: int) -> NodeKind:
        """Category of a node."""
        return NodeKind(int(self.graph.node_kind[node]))

    def of_kind(self, kind: NodeKind) -> list[int]:
        """Nodes shown of one category, ascending."""
        return [node for node in self.nodes if self.graph.node_kind[node] == kind]


def choose_view(
    graph: ProgramGraph,
    edge_types: Collection[EdgeType] = tuple(EdgeType),
    around: Symbol | int | None = None,
    hops: int = 2,
    most_nodes: int = MOST_NODES,
) -> View:
    """Choose what to draw.

    Args:
        graph: the graph.
        edge_types: edges of other types are left out.
        around: draw only what is near to this symbol, or to the node of this index. A graph of more than `most_nodes`
            nodes is never drawn whole: without `around`, what is near to its symbol of most occurrences is.
        hops: how many edges away from there, in either direction.
        most_nodes: stop there at the latest, the nearest first.

    Raises:
        IndexError: the graph has no such node.
    """
    kept = [kind for kind in EdgeType if kind in edge_types]
    start = around.node if isinstance(around, Symbol) else around
    if start is not None and not 0 <= start < graph.num_nodes:
        raise IndexError(f"node {start} of a graph of {graph.num_nodes} nodes")
    if start is None and graph.num_nodes > most_nodes:
        start = busiest_symbol(graph)
    shown = range(graph.num_nodes) if start is None else sorted(_near(graph, start, kept, hops, most_nodes))
    inside = np.zeros(graph.num_nodes, dtype=np.bool_)
    inside[list(shown)] = True
    edges = []
    for kind in kept:
        sources, targets = graph.edges[kind]
        both = inside[sources] & inside[targets]
        edges += [(kind, s, t) for s, t in zip(sources[both].tolist(), targets[both].tolist(), strict=True)]
    return View(graph, tuple(shown), tuple(edges))


def busiest_symbol(graph: ProgramGraph) -> int:
    """The symbol of most occurrences among those that can be annotated, else any; a graph without one: node 0."""
    targets = graph.edges[EdgeType.OCCURRENCE_OF][1]
    if not targets.size:
        return 0
    counts = np.bincount(targets, minlength=graph.num_nodes)
    symbols = [symbol.node for symbol in graph.symbols if symbol.annotatable]
    return max(symbols, key=lambda node: int(counts[node])) if symbols else int(counts.argmax())


def _near(graph: ProgramGraph, start: int, kinds: Sequence[EdgeType], hops: int, most_nodes: int) -> set[int]:
    pairs = np.concatenate([graph.edges[kind] for kind in kinds] or [np.zeros((2, 0), dtype=np.int32)], axis=1)
    sources, targets = np.concatenate([pairs, pairs[::-1]], axis=1)
    order = np.argsort(sources, kind="stable")
    sources, targets = sources[order], targets[order]
    found = {start: None}
    ring = [start]
    for _ in range(hops):
        following = []
        for node in ring:
            first, last = np.searchsorted(sources, [node, node + 1])
            for other in targets[first:last].tolist():
                if other not in found and len(found) < most_nodes:
                    found[other] = None
                    following.append(other)
        ring = following
    return set(found)
