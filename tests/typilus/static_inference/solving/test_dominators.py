"""Immediate dominators."""

from __future__ import annotations

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from typilus.static_inference.solving.dominators import immediate_dominators

EDGES = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=60)


@settings(max_examples=300, deadline=None)
@given(EDGES)
def test_they_are_those_of_networkx(edges: list[tuple[int, int]]) -> None:
    graph: networkx.DiGraph[int] = networkx.DiGraph(edges)
    graph.add_node(0)
    expected = networkx.immediate_dominators(graph, 0)
    found = immediate_dominators({node: list(graph.successors(node)) for node in graph}, 0)
    assert found.pop(0) == 0
    expected.pop(0, None)
    assert found == expected


def test_a_node_stands_behind_what_dominates_it() -> None:
    found = immediate_dominators({0: [3, 1], 3: [2], 1: [2], 2: [5, 0], 5: [2]}, 0)
    assert found == {0: 0, 3: 0, 2: 0, 5: 2, 1: 0}
    places = list(found)
    assert all(places.index(dominator) <= places.index(node) for node, dominator in found.items())


def test_long_chains_of_loops() -> None:
    successors = {number: [number + 1, max(0, number - 1), 0] for number in range(20_000)}
    found = immediate_dominators(successors, 0)
    assert all(found[number] == number - 1 for number in range(1, 20_001))
