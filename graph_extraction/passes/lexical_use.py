"""NEXT_LEXICAL_USE: each occurrence of a symbol to its next in the text."""

from __future__ import annotations

from graph_extraction.builder import SYMBOL, GraphBuilder
from graph_extraction.graph import EdgeType

__all__ = ["LexicalUsePass"]


class LexicalUsePass:
    """Joins the tokens of each symbol in the order of the text."""

    requires = frozenset({EdgeType.OCCURRENCE_OF})
    adds = frozenset({EdgeType.NEXT_LEXICAL_USE})

    def run(self, builder: GraphBuilder) -> None:
        """Add the edges."""
        last: list[int] = [-1] * len(builder.symbols)
        sources: list[int] = []
        targets: list[int] = []
        for token, symbol in builder.token_symbols:
            place = symbol - SYMBOL
            if last[place] >= 0:
                sources.append(last[place])
                targets.append(token)
            last[place] = token
        builder.add_edges(EdgeType.NEXT_LEXICAL_USE, sources, targets)
