"""RETURNS_TO: `return` and `yield` to the function that they leave."""

from __future__ import annotations

from graph_extraction.builder import GraphBuilder
from graph_extraction.graph import EdgeType

__all__ = ["ReturnsPass"]


class ReturnsPass:
    """Joins each `return`, `yield` and `yield from` to its function's declaration; lambdas have none."""

    requires = frozenset({EdgeType.CHILD})
    adds = frozenset({EdgeType.RETURNS_TO})

    def run(self, builder: GraphBuilder) -> None:
        """Add the edges."""
        node_of = builder.node_of
        for statement, function in builder.returned:
            builder.add_edge(EdgeType.RETURNS_TO, node_of[statement], node_of[function])
