"""Nodes that mean a symbol are joined with it, as edges and as columns."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph_extraction import EdgeType
from graph_extraction.passes.occurrences import OccurrencePass
from graph_extraction.source.source_errors import GraphFormatError
from tests.graph_extraction.passes.edges import labeled_edges
from tests.graph_extraction.storage.codecs import GRAPH, PAIRS, decoded, encoded

CODEC = OccurrencePass().edge.codec


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("x = x\n", [("x", "x"), ("x", "x")]),
        ("1\n", []),
        # The token stands for the function and for what it returns.
        ("def f(a): return a\n", [("f", "f"), ("f", "f"), ("a", "a"), ("a", "a"), ("FunctionDef", "f")]),
        ("x = y\n", [("x", "x"), ("y", "y")]),
    ],
)
def test_names_and_functions_mean_symbols(text: str, edges: list[tuple[str, str]]) -> None:
    assert sorted(labeled_edges(text, EdgeType.OCCURRENCE_OF)) == sorted(edges)


@given(PAIRS)
def test_any_edges_come_back(pairs: set[tuple[int, int]]) -> None:
    assert decoded(CODEC, encoded(CODEC, pairs)) == pairs


def test_tokens_of_one_label_and_one_symbol_are_alike() -> None:
    alike = {(0, 9), (2, 9), (5, 9)}  # the tokens of label 0
    apart = {(0, 9), (2, 11), (5, 10)}
    assert max(encoded(CODEC, alike)) < max(encoded(CODEC, apart))


def test_a_file_of_other_tokens_is_refused() -> None:
    fewer = type(GRAPH)(4, 3, 14, GRAPH.labels)
    with pytest.raises(GraphFormatError, match="6 of 4 tokens have occurrences"):
        decoded(CODEC, encoded(CODEC, {(0, 9)}), fewer)
