"""ASSIGNED_FROM: the right-hand side of an assignment to its left-hand side."""

from __future__ import annotations

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["AssignmentPass"]


class AssignmentPass:
    """Joins value and target: of assignments of all kinds, `for`, comprehensions, `with`, and parameter defaults."""

    edge = EdgeSpec(EdgeType.ASSIGNED_FROM, "#8a6d00")

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """See `Pass.run`."""
        for value, target in syntax.assigned:
            edges.add(syntax.node_of[value], syntax.node_of[target])
