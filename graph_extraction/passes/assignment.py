"""ASSIGNED_FROM: the right-hand side of an assignment to its left-hand side."""

from __future__ import annotations

from graph_extraction.builder import GraphBuilder
from graph_extraction.graph import EdgeType

__all__ = ["AssignmentPass"]


class AssignmentPass:
    """Joins value and target: of assignments of all kinds, `for`, comprehensions, `with`, and parameter defaults."""

    requires = frozenset({EdgeType.CHILD})
    adds = frozenset({EdgeType.ASSIGNED_FROM})

    def run(self, builder: GraphBuilder) -> None:
        """Add the edges."""
        node_of = builder.node_of
        for value, target in builder.assigned:
            builder.add_edge(EdgeType.ASSIGNED_FROM, node_of[value], node_of[target])
