"""Edges as columns: any graph comes back, what is as expected costs next to nothing, and nonsense is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_extraction import EdgeType
from graph_extraction.source.errors import GraphFormatError
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_columns import Nodes, read_edges, sorted_edges, write_edges

TOKENS, INNER, TOTAL = 6, 3, 14
NODES = Nodes(TOKENS, INNER, TOTAL, np.array([0, 1, 0, 2, 1, 0, 3, 4, 5, 6, 7, 0, 1, 2], dtype=np.int64))
PAIRS = st.sets(st.tuples(st.integers(0, TOTAL - 1), st.integers(0, TOTAL - 1)), max_size=12)


def written(edges: dict[EdgeType, set[tuple[int, int]]]) -> bytes:
    writer = ColumnWriter()
    write_edges(writer, NODES, {kind: columns(edges.get(kind, set())) for kind in EdgeType})
    return b"".join(writer.parts)


def columns(pairs: set[tuple[int, int]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return sorted_edges(np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2).T).astype(np.int32)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(list(EdgeType)), PAIRS))
def test_any_edges_come_back(edges: dict[EdgeType, set[tuple[int, int]]]) -> None:
    found = read_edges(ColumnReader(written(edges)), NODES)
    assert {kind: {(int(a), int(b)) for a, b in found[kind].T} for kind in EdgeType} == {
        kind: edges.get(kind, set()) for kind in EdgeType
    }


def test_what_follows_from_the_rest_costs_next_to_nothing() -> None:
    chain = {(token, token + 1) for token in range(TOKENS - 1)}
    crooked = {(token + 1, token) for token in range(TOKENS - 1)}
    assert len(written({EdgeType.NEXT_TOKEN: chain})) <= len(written({}))
    assert len(written({EdgeType.NEXT_TOKEN: chain})) < len(written({EdgeType.NEXT_TOKEN: crooked}))


def test_edges_beyond_the_nodes_are_refused() -> None:
    fewer = Nodes(TOKENS, INNER, TOTAL - 4, NODES.label[: TOTAL - 4])
    data = written({EdgeType.RETURNS_TO: {(0, TOTAL - 1)}})
    with pytest.raises(GraphFormatError):
        read_edges(ColumnReader(data), fewer)
    with pytest.raises(GraphFormatError):
        read_edges(ColumnReader(data[:-3]), NODES)
