"""NEXT_TOKEN: each token to the one that follows."""

from __future__ import annotations

import numpy as np

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.storage.edge_codec import Column, StoredGraph
from graph_extraction.storage.plain_pairs import ExpectedPairs
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["TokenPass"]


def _chain(graph: StoredGraph) -> Column:
    tokens = np.arange(max(graph.num_tokens, 1))
    return np.stack([tokens[:-1], tokens[1:]])


class TokenPass:
    """Joins consecutive tokens."""

    edge = EdgeSpec(EdgeType.NEXT_TOKEN, "#000000", codec=ExpectedPairs(_chain))

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """See `Pass.run`."""
        count = len(syntax.token_lexemes)
        edges.extend(range(count - 1), range(1, count))
