"""Codecs for edges that nothing predicts (plain pairs of nodes) and for those that follow from the rest of a graph."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import Column, StoredGraph, check, check_range, sorted_edges

__all__ = ["PLAIN_PAIRS", "ExpectedPairs", "PlainPairs"]


class PlainPairs:
    """Sources as differences from one to the next, targets as differences from their sources."""

    def write(self, writer: ColumnWriter, edges: Column, graph: StoredGraph) -> None:
        """See `EdgeCodec.write`."""
        sources, targets = edges
        writer.unsigned(np.diff(sources, prepend=0))
        writer.signed(targets - sources)

    def read(self, reader: ColumnReader, graph: StoredGraph) -> Column:
        """See `EdgeCodec.read`."""
        sources = np.cumsum(reader.unsigned())
        distances = reader.signed()
        check(len(sources) == len(distances), f"{len(sources)} edges have {len(distances)} targets")
        edges = np.stack([sources, sources + distances])
        check_range(edges, graph.num_nodes)
        return edges


PLAIN_PAIRS = PlainPairs()


class ExpectedPairs:
    """One number for edges that are all as expected, else plain pairs.

    Args:
        expect: The `[2, E]` edges that follow from the rest of the graph.
    """

    def __init__(self, expect: Callable[[StoredGraph], Column]) -> None:
        self._expect = expect

    def write(self, writer: ColumnWriter, edges: Column, graph: StoredGraph) -> None:
        """See `EdgeCodec.write`."""
        as_expected = np.array_equal(sorted_edges(self._expect(graph)), edges)
        writer.number(int(as_expected))
        if not as_expected:
            PLAIN_PAIRS.write(writer, edges, graph)

    def read(self, reader: ColumnReader, graph: StoredGraph) -> Column:
        """See `EdgeCodec.read`."""
        return self._expect(graph) if reader.number() else PLAIN_PAIRS.read(reader, graph)
