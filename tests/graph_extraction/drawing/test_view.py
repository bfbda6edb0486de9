"""What is chosen of a graph to be drawn."""

from __future__ import annotations

import ast
from itertools import pairwise

import pytest

from graph_extraction import PASSES, EdgeType, NodeKind, ProgramGraph, extract, extract_file, parse_source
from graph_extraction.drawing.view import NODE_STYLE, busiest_symbol, choose_view

TEXT = "foo = get_foo(i, i + 1)\nfoo.bar(foo)\nother = 1\n"


@pytest.fixture(scope="module")
def graph() -> ProgramGraph:
    return extract(parse_source(TEXT))


@pytest.fixture(scope="module")
def large() -> ProgramGraph:
    return extract_file(ast.__file__)


def test_a_small_graph_is_shown_whole(graph: ProgramGraph) -> None:
    shown = choose_view(graph)
    assert shown.nodes == tuple(range(graph.num_nodes))
    assert len(shown.edges) == sum(pairs.shape[1] for pairs in graph.edges.values())


def test_edge_types_are_chosen(graph: ProgramGraph) -> None:
    shown = choose_view(graph, edge_types={EdgeType.CHILD, EdgeType.NEXT_TOKEN})
    assert {kind for kind, _, _ in shown.edges} == {EdgeType.CHILD, EdgeType.NEXT_TOKEN}


def test_what_no_edge_reaches_is_left_out_but_for_the_text(graph: ProgramGraph) -> None:
    shown = choose_view(graph, edge_types={EdgeType.OCCURRENCE_OF})
    assert shown.of_kind(NodeKind.TOKEN) == choose_view(graph).of_kind(NodeKind.TOKEN)
    assert not shown.of_kind(NodeKind.VOCABULARY)
    reached = {node for _, *ends in shown.edges for node in ends}
    assert set(shown.nodes) == reached | set(shown.of_kind(NodeKind.TOKEN))


def test_around_a_symbol(graph: ProgramGraph) -> None:
    foo = graph.symbols[0]
    assert foo.name == "foo"
    near = choose_view(graph, [EdgeType.OCCURRENCE_OF], around=foo, hops=1)
    assert [near.label(node) for node in near.nodes] == ["foo"] * 4
    assert [near.kind(node) for node in near.nodes] == [NodeKind.TOKEN] * 3 + [NodeKind.SYMBOL]
    assert choose_view(graph, around=foo.node, hops=0).nodes == (foo.node,)
    farther = [set(choose_view(graph, around=foo, hops=hops).nodes) for hops in range(5)]
    assert all(less < more for less, more in pairwise(farther[:4]))


def test_a_large_graph_is_shown_in_part(large: ProgramGraph) -> None:
    shown = choose_view(large)
    assert large.num_nodes > 5000
    assert busiest_symbol(large) in shown.nodes
    assert 10 < len(shown.nodes) <= 250
    assert len(choose_view(large, max_nodes=20, hops=9).nodes) == 20
    inside = set(shown.nodes)
    assert all(source in inside and target in inside for _, source, target in shown.edges)


def test_empty_source() -> None:
    graph = extract(parse_source(""))
    assert choose_view(graph).edges == ()
    assert busiest_symbol(graph) == 0
    assert choose_view(graph, max_nodes=0).nodes == ((0,) if graph.num_nodes else ())


def test_no_such_node(graph: ProgramGraph) -> None:
    with pytest.raises(IndexError, match=f"node {graph.num_nodes} of a graph of"):
        choose_view(graph, around=graph.num_nodes)


def test_labels_are_short_and_on_one_line() -> None:
    graph = extract(parse_source(f"a = '''one\ntwo'''\nb = {'x' * 100!r}\n"))
    shown = choose_view(graph)
    labels = [shown.label(node) for node in shown.nodes]
    assert all(label.isprintable() and len(label) <= 24 for label in labels)
    assert sum(label.endswith("x…") for label in labels) == 1


def test_every_kind_has_its_color() -> None:
    assert set(NODE_STYLE) == set(NodeKind)
    assert len({step.edge.color for step in PASSES}) == len(PASSES)


def test_around_a_name() -> None:
    graph = extract(parse_source("def pay(price):\n    total = price\n    return total\n"))
    for symbol in graph.symbols:
        assert choose_view(graph, around=symbol.qualified_name) == choose_view(graph, around=symbol)
    assert [symbol.qualified_name for symbol in graph.symbols] == ["pay()", "pay.price", "pay.total"]
    with pytest.raises(KeyError, match=r"no symbol 'price'; there is pay\.price"):
        choose_view(graph, around="price")
    with pytest.raises(KeyError, match="there is none like it"):
        choose_view(graph, around="coins")
