"""NEXT_LEXICAL_USE: each occurrence of a symbol to its next in the text."""

from __future__ import annotations

import numpy as np

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.numbering import SYMBOL
from graph_extraction.storage.edge_codec import Column, StoredGraph
from graph_extraction.storage.plain_pairs import ExpectedPairs
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["LexicalUsePass"]


def _successors(graph: StoredGraph) -> Column:
    """Each token and the next of its symbol."""
    order, is_first = graph.tokens_by_symbol
    later = np.flatnonzero(~is_first)
    return np.stack([order[later - 1], order[later]])


class LexicalUsePass:
    """Joins the tokens of each symbol in the order of the text."""

    edge = EdgeSpec(
        EdgeType.NEXT_LEXICAL_USE, "#c2478f", frozenset({EdgeType.OCCURRENCE_OF}), ExpectedPairs(_successors)
    )

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """See `Pass.run`."""
        last: list[int] = [-1] * syntax.num_symbols
        sources: list[int] = []
        targets: list[int] = []
        for token, symbol in syntax.token_symbols:
            number = symbol - SYMBOL
            if last[number] >= 0:
                sources.append(last[number])
                targets.append(token)
            last[number] = token
        edges.extend(sources, targets)
