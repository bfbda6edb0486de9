"""Edges by the labels of their ends: what tests of small passes look at."""

from __future__ import annotations

from graph_extraction import EdgeType, extract, parse_source

__all__ = ["labeled_edges"]


def labeled_edges(text: str, kind: EdgeType) -> list[tuple[str, str]]:
    """All edges of a type, sorted by the places of their ends."""
    graph = extract(parse_source(text, "a.py"))
    labels = [graph.labels[label] for label in graph.node_label]
    return [(labels[source], labels[target]) for source, target in sorted(graph.edges[kind].T.tolist())]
