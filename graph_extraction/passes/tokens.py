"""NEXT_TOKEN: each token to the one that follows."""

from __future__ import annotations

from graph_extraction.builder import GraphBuilder
from graph_extraction.graph import EdgeType

__all__ = ["TokenPass"]


class TokenPass:
    """Joins consecutive tokens."""

    requires = frozenset({EdgeType.CHILD})
    adds = frozenset({EdgeType.NEXT_TOKEN})

    def run(self, builder: GraphBuilder) -> None:
        """Add the edges."""
        count = len(builder.token_lexemes)
        builder.add_edges(EdgeType.NEXT_TOKEN, range(count - 1), range(1, count))
