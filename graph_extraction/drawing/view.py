"""The part of a graph in a picture, and its colors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph_extraction.graph import EdgeType, NodeKind, ProgramGraph, Symbol

__all__ = ["MAX_NODES", "NODE_STYLE", "View", "busiest_symbol", "choose_view"]

MAX_NODES = 250
_MAX_LABEL = 24

# Fill, outline and Graphviz shape of each category of nodes.
NODE_STYLE = {
    NodeKind.TOKEN: ("#ffffff", "#444444", "box"),
    NodeKind.NON_TERMINAL: ("#dbe9f9", "#3465a4", "ellipse"),
    NodeKind.VOCABULARY: ("#e2f3d8", "#4e9a06", "hexagon"),
    NodeKind.SYMBOL: ("#fde3c8", "#ce5c00", "doubleoctagon"),
}


@dataclass(frozen=True, slots=True)
class View:
    """The part of a graph that is drawn.

    Attributes:
        graph: The whole.
        nodes: Indices of the nodes shown, ascending.
        edges: (type, source, target) shown; both ends are among `nodes`.
    """

    graph: ProgramGraph
    nodes: tuple[int, ...]
    edges: tuple[tuple[EdgeType, int, int], ...]

    def label(self, node: int) -> str:
        """Label of a node on one line, shortened."""
        text = self.graph.labels[self.graph.node_label[node]]
        text = text if text.isprintable() else repr(text)[1:-1]
        return text if len(text) <= _MAX_LABEL else text[: _MAX_LABEL - 1] + "…"

    def edge_types(self) -> list[EdgeType]:
        """The types of the edges shown."""
        present = {type_ for type_, _, _ in self.edges}
        return [type_ for type_ in self.graph.edges if type_ in present]

    def kind(self, node: int) -> NodeKind:
        """Category of a node."""
        return NodeKind(int(self.graph.node_kind[node]))

    def of_kind(self, kind: NodeKind) -> list[int]:
        """Nodes shown of one category, ascending."""
        return [node for node in self.nodes if self.graph.node_kind[node] == kind]


def choose_view(
    graph: ProgramGraph,
    edge_types: Collection[EdgeType] | None = None,
    around: Symbol | str | int | None = None,
    hops: int = 2,
    max_nodes: int = MAX_NODES,
) -> View:
    """Choose the part to draw.

    Args:
        graph: The graph.
        edge_types: Types of the edges to draw; all by default. Of nodes that none of them reaches, only tokens are.
        around: Symbol, its qualified name (`Shop.add.price`, of a return `Shop.add()`), or index of the node, whose
            surroundings are drawn. A graph of more than `max_nodes` nodes is
            never drawn whole: without `around`, the surroundings of its most frequent symbol are.
        hops: Maximum number of edges from there, in either direction.
        max_nodes: Maximum number of nodes, the nearest first.

    Raises:
        IndexError: The graph has no such node.
        KeyError: It has no symbol of that name.
    """
    shown_types = [type_ for type_ in graph.edges if edge_types is None or type_ in edge_types]
    if isinstance(around, str):
        around = _symbol_named(graph, around)
    start = around.node if isinstance(around, Symbol) else around
    if start is not None and not 0 <= start < graph.num_nodes:
        raise IndexError(f"node {start} of a graph of {graph.num_nodes} nodes")
    if start is None and graph.num_nodes > max_nodes:
        start = busiest_symbol(graph)
    if start is not None:
        shown: Iterable[int] = sorted(_near(graph, start, shown_types, hops, max_nodes))
    elif edge_types is None:
        shown = range(graph.num_nodes)
    else:
        shown = _connected(graph, shown_types)
    inside = np.zeros(graph.num_nodes, dtype=np.bool_)
    inside[list(shown)] = True
    edges = []
    for type_ in shown_types:
        sources, targets = graph.edges[type_]
        both = inside[sources] & inside[targets]
        edges += [(type_, s, t) for s, t in zip(sources[both].tolist(), targets[both].tolist(), strict=True)]
    return View(graph, tuple(shown), tuple(edges))


def _symbol_named(graph: ProgramGraph, name: str) -> Symbol:
    for symbol in graph.symbols:
        if symbol.qualified_name == name:
            return symbol
    last = name.split(".")[-1]
    names = ", ".join(symbol.qualified_name for symbol in graph.symbols if symbol.qualified_name.split(".")[-1] == last)
    raise KeyError(f"{graph.path}: no symbol {name!r}; there is {names or 'none like it'}")


def busiest_symbol(graph: ProgramGraph) -> int:
    """Return the most frequent symbol among those that can be annotated, else any, else node 0."""
    occurrences = graph.edges.get(EdgeType.OCCURRENCE_OF)
    if occurrences is None or not occurrences.size:
        return 0
    targets = occurrences[1]
    counts = np.bincount(targets, minlength=graph.num_nodes)
    symbols = [symbol.node for symbol in graph.symbols if symbol.annotatable]
    return max(symbols, key=lambda node: int(counts[node])) if symbols else int(counts.argmax())


def _connected(graph: ProgramGraph, edge_types: Sequence[EdgeType]) -> list[int]:
    """The tokens, and all nodes that an edge reaches."""
    is_shown = graph.node_kind == NodeKind.TOKEN
    for type_ in edge_types:
        is_shown[graph.edges[type_].ravel()] = True
    return [int(node) for node in np.flatnonzero(is_shown)]


def _near(graph: ProgramGraph, start: int, edge_types: Sequence[EdgeType], hops: int, max_nodes: int) -> set[int]:
    pairs = np.concatenate([graph.edges[type_] for type_ in edge_types] or [np.zeros((2, 0), dtype=np.int32)], axis=1)
    sources, targets = np.concatenate([pairs, pairs[::-1]], axis=1)
    order = np.argsort(sources, kind="stable")
    sources, targets = sources[order], targets[order]
    near = {start}
    ring = [start]
    for _ in range(hops):
        following = []
        for node in ring:
            first, last = np.searchsorted(sources, [node, node + 1])
            for other in targets[first:last].tolist():
                if other not in near and len(near) < max_nodes:
                    near.add(other)
                    following.append(other)
        ring = following
    return near
