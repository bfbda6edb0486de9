"""Nodes, who solves whom, and what is to be solved anew."""

from __future__ import annotations

from typilus.static_inference.graph.dependency_graph import TypeDependencyGraph, TypeNode, TypeNodeKind
from typilus.static_inference.rules.value_flow import JOINED


def node(*inputs: int) -> TypeNode:
    return TypeNode(TypeNodeKind.MERGE, JOINED, list(inputs))


def test_a_new_node_is_to_be_solved_and_depends_on_its_inputs() -> None:
    graph = TypeDependencyGraph()
    first = graph.add(node())
    second = graph.add(node(first))
    assert graph.fresh == [first, second]
    assert list(graph.dependents[first]) == [second]


def test_a_flow_is_added_once_and_its_target_solved_anew() -> None:
    graph = TypeDependencyGraph()
    first, second = graph.add(node()), graph.add(node())
    graph.fresh.clear()
    graph.flow(first, second)
    graph.flow(first, second)
    assert graph.nodes[second].inputs == [first]
    assert graph.fresh == [second]


def test_what_was_only_read_is_no_input() -> None:
    graph = TypeDependencyGraph()
    first, second = graph.add(node()), graph.add(node())
    graph.depend(first, second)
    assert graph.nodes[second].inputs == []
    assert list(graph.dependents[first]) == [second]
