"""Edges through a codec and back: what tests of codecs share."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from hypothesis import strategies as st

from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import Column, EdgeCodec, StoredGraph, sorted_edges

__all__ = ["GRAPH", "PAIRS", "as_edges", "decoded", "encoded"]

GRAPH = StoredGraph(6, 3, 14, np.array([0, 1, 0, 2, 1, 0, 3, 4, 5, 6, 7, 0, 1, 2], dtype=np.int64))
"""Six tokens, three inner nodes, and five nodes of other kinds."""
PAIRS = st.sets(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=20)


def as_edges(pairs: Collection[tuple[int, int]]) -> Column:
    """`[2, E]`, sorted."""
    return sorted_edges(np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2).T)


def encoded(codec: EdgeCodec, pairs: Collection[tuple[int, int]], graph: StoredGraph = GRAPH) -> bytes:
    """Their bytes."""
    writer = ColumnWriter()
    codec.write(writer, as_edges(pairs), graph)
    return b"".join(writer.parts)


def decoded(codec: EdgeCodec, data: bytes, graph: StoredGraph = GRAPH) -> set[tuple[int, int]]:
    """The edges in some bytes, all of which must be read."""
    reader = ColumnReader(data)
    edges = codec.read(reader, graph)
    reader.finish()
    return {(int(source), int(target)) for source, target in edges.T}
