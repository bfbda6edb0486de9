"""What codecs build on: symbols of tokens, runs, order, and checks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_extraction import EdgeType
from graph_extraction.source.source_errors import GraphFormatError
from graph_extraction.storage.edge_codec import (
    StoredGraph,
    check,
    check_range,
    sorted_edges,
    starts_of_runs,
    symbols_of_tokens,
)
from tests.graph_extraction.storage.codecs import PAIRS, as_edges


@given(st.lists(st.integers(0, 3)))
def test_a_run_starts_where_a_value_differs(values: list[int]) -> None:
    starts = starts_of_runs(np.array(values, dtype=np.int64)).tolist()
    assert starts == [index == 0 or values[index - 1] != value for index, value in enumerate(values)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_edges_are_ordered_by_source_then_target(pairs: list[tuple[int, int]]) -> None:
    edges = sorted_edges(np.array(pairs, dtype=np.int64).reshape(-1, 2).T)
    assert [tuple(edge) for edge in edges.T.tolist()] == sorted(pairs)


@given(PAIRS)
def test_the_first_symbol_of_each_token(pairs: set[tuple[int, int]]) -> None:
    symbols = symbols_of_tokens(as_edges(pairs), 6).tolist()
    for token, symbol in enumerate(symbols):
        targets = [target for source, target in sorted(pairs) if source == token][:1]
        assert symbol == next((target - 5 for target in targets if target >= 6), 0)


def test_tokens_are_listed_symbol_by_symbol() -> None:
    occurrences = as_edges({(0, 7), (1, 6), (3, 7), (4, 6)})
    graph = StoredGraph(5, 0, 8, np.zeros(8, np.int64), {EdgeType.OCCURRENCE_OF: occurrences})
    order, is_first = graph.tokens_by_symbol
    assert order.tolist() == [1, 4, 0, 3]
    assert is_first.tolist() == [True, False, True, False]


@pytest.mark.parametrize(("numbers", "node"), [([0, 3], "3"), ([-1, 2], "-1"), ([-2, 9], "-2")])
def test_nodes_that_do_not_exist_are_named(numbers: list[int], node: str) -> None:
    with pytest.raises(GraphFormatError, match=f"an edge points to node {node} of 3"):
        check_range(np.array(numbers, dtype=np.int64), 3)


def test_what_fits_passes() -> None:
    check_range(np.array([0, 2], dtype=np.int64), 3)
    check_range(np.zeros((2, 0), np.int64), 0)
    check(True, "nothing")
    with pytest.raises(GraphFormatError, match="the fault"):
        check(False, "the fault")
