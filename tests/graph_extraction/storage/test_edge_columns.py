"""Edges as columns: any graph comes back, what is as expected costs next to nothing, and nonsense is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_extraction import TABLE_1, EdgeType
from graph_extraction.source.source_errors import GraphFormatError
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import StoredGraph, sorted_edges
from graph_extraction.storage.edge_columns import TABLE_1_STORED, read_edges, stored_order, write_edges

TOKENS, INNER, TOTAL = 6, 3, 14
LABELS = np.array([0, 1, 0, 2, 1, 0, 3, 4, 5, 6, 7, 0, 1, 2], dtype=np.int64)
PAIRS = st.sets(st.tuples(st.integers(0, TOTAL - 1), st.integers(0, TOTAL - 1)), max_size=12)


def written(edges: dict[EdgeType, set[tuple[int, int]]]) -> bytes:
    writer = ColumnWriter()
    pairs = {type_: columns(edges.get(type_, set())) for type_ in TABLE_1}
    write_edges(writer, StoredGraph(TOKENS, INNER, TOTAL, LABELS), pairs, TABLE_1_STORED)
    return b"".join(writer.parts)


def columns(pairs: set[tuple[int, int]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return sorted_edges(np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2).T).astype(np.int32)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(TABLE_1), PAIRS))
def test_any_edges_come_back(edges: dict[EdgeType, set[tuple[int, int]]]) -> None:
    read = read_edges(ColumnReader(written(edges)), StoredGraph(TOKENS, INNER, TOTAL, LABELS), TABLE_1_STORED)
    assert {type_: {(int(a), int(b)) for a, b in read[type_].T} for type_ in TABLE_1} == {
        type_: edges.get(type_, set()) for type_ in TABLE_1
    }


def test_what_follows_from_the_rest_costs_next_to_nothing() -> None:
    chain = {(token, token + 1) for token in range(TOKENS - 1)}
    crooked = {(token + 1, token) for token in range(TOKENS - 1)}
    assert len(written({EdgeType.NEXT_TOKEN: chain})) <= len(written({}))
    assert len(written({EdgeType.NEXT_TOKEN: chain})) < len(written({EdgeType.NEXT_TOKEN: crooked}))


def test_edges_beyond_the_nodes_are_refused() -> None:
    fewer = StoredGraph(TOKENS, INNER, TOTAL - 4, LABELS[: TOTAL - 4])
    data = written({EdgeType.RETURNS_TO: {(0, TOTAL - 1)}})
    with pytest.raises(GraphFormatError, match="an edge points to node 13 of 10"):
        read_edges(ColumnReader(data), fewer, TABLE_1_STORED)
    with pytest.raises(GraphFormatError):
        read_edges(ColumnReader(data[:-3]), StoredGraph(TOKENS, INNER, TOTAL, LABELS), TABLE_1_STORED)


def test_each_type_stands_behind_those_that_it_requires() -> None:
    assert stored_order(TABLE_1) == TABLE_1_STORED
    assert stored_order((EdgeType.NEXT_MAY_USE, EdgeType.CHILD, EdgeType.OCCURRENCE_OF)) == (
        EdgeType.OCCURRENCE_OF,
        EdgeType.NEXT_MAY_USE,
        EdgeType.CHILD,
    )
    with pytest.raises(ValueError, match="has NEXT_LEXICAL_USE edges, but none of type OCCURRENCE_OF"):
        stored_order([EdgeType.CHILD, EdgeType.NEXT_LEXICAL_USE])
    with pytest.raises(LookupError, match="no pass adds CALLS edges; those that are added are NEXT_TOKEN, CHILD"):
        stored_order([EdgeType("CALLS")])
