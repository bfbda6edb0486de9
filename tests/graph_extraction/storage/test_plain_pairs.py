"""Pairs of nodes come back, and those that are expected cost one byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from graph_extraction.source.source_errors import GraphFormatError
from graph_extraction.storage.plain_pairs import PLAIN_PAIRS, ExpectedPairs
from tests.graph_extraction.storage.codecs import GRAPH, PAIRS, as_edges, decoded, encoded

CHAIN = {(node, node + 1) for node in range(5)}
EXPECTED = ExpectedPairs(lambda graph: as_edges(CHAIN))


@given(PAIRS)
def test_any_pairs_come_back(pairs: set[tuple[int, int]]) -> None:
    assert decoded(PLAIN_PAIRS, encoded(PLAIN_PAIRS, pairs)) == pairs
    assert decoded(EXPECTED, encoded(EXPECTED, pairs)) == pairs


def test_what_is_expected_is_one_number() -> None:
    assert encoded(EXPECTED, CHAIN) == b"\x01"
    assert decoded(EXPECTED, b"\x01") == CHAIN
    assert len(encoded(EXPECTED, CHAIN | {(9, 9)})) > len(CHAIN)


def test_a_node_that_does_not_exist_is_refused() -> None:
    data = encoded(PLAIN_PAIRS, {(0, 13)})
    with pytest.raises(GraphFormatError, match="points to node 13 of 10"):
        decoded(PLAIN_PAIRS, data, replace(GRAPH, num_nodes=10))


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x02\x01\x00\x00\x01\x01\x00", b"\x01\x03\x00"])
def test_columns_that_do_not_fit_are_refused(data: bytes) -> None:
    with pytest.raises(GraphFormatError):
        decoded(PLAIN_PAIRS, data)
