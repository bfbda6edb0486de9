"""The syntax tree as edges, and as columns."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph_extraction import EdgeType
from graph_extraction.passes.children import ChildPass
from graph_extraction.source.source_errors import GraphFormatError
from tests.graph_extraction.passes.edges import labeled_edges
from tests.graph_extraction.storage.codecs import GRAPH, PAIRS, decoded, encoded

CODEC = ChildPass().edge.codec
TREE = {(6, 0), (6, 7), (7, 1), (7, 2), (7, 8), (8, 3), (8, 4), (6, 5)}


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("x\n", [("Module", "x")]),
        ("x = 1\n", [("Assign", "x"), ("Assign", "="), ("Assign", "1"), ("Module", "Assign")]),
        ("x: int\n", []),
        ("f()  # why\n", [("Call", "f"), ("Call", "("), ("Call", ")"), ("Module", "Call")]),
    ],
)
def test_every_token_has_the_deepest_node_that_holds_it(text: str, edges: list[tuple[str, str]]) -> None:
    assert sorted(labeled_edges(text, EdgeType.CHILD)) == sorted(edges)


@given(PAIRS)
def test_any_edges_come_back_tree_or_not(pairs: set[tuple[int, int]]) -> None:
    assert decoded(CODEC, encoded(CODEC, pairs)) == pairs


def test_a_tree_costs_a_byte_a_node() -> None:
    assert decoded(CODEC, encoded(CODEC, TREE)) == TREE
    assert len(encoded(CODEC, TREE)) <= GRAPH.num_tokens + GRAPH.num_nonterminals + 6


def test_a_tree_of_another_size_is_refused() -> None:
    smaller = type(GRAPH)(5, 3, 14, GRAPH.labels)
    with pytest.raises(GraphFormatError, match="its syntax tree has 6 tokens and 3 inner nodes, the graph 5 and 3"):
        decoded(CODEC, encoded(CODEC, TREE), smaller)
