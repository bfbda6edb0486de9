"""RETURNS_TO: `return` and `yield` to the function that they leave."""

from __future__ import annotations

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["ReturnsPass"]


class ReturnsPass:
    """Joins each `return`, `yield` and `yield from` to its function's declaration, which lambdas lack."""

    edge = EdgeSpec(EdgeType.RETURNS_TO, "#06989a")

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """See `Pass.run`."""
        for statement, function in syntax.returned:
            edges.add(syntax.node_of[statement], syntax.node_of[function])
