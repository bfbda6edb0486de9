"""Graphs compare by value and show themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from graph_extraction import EdgeType, NodeKind, Obstacle, ProgramGraph, SymbolKind, extract, parse_source

TEXT = "foo = get_foo(i, i + 1)\n"


@pytest.fixture
def graph() -> ProgramGraph:
    return extract(parse_source(TEXT, "a.py"))


def test_equal_by_value_whatever_the_path(graph: ProgramGraph) -> None:
    other = extract(parse_source(TEXT, "b.py"))
    assert other == graph
    assert hash(other) == hash(graph)
    assert {graph: 1}[other] == 1


def test_neither_order_of_edges_nor_of_labels_counts(graph: ProgramGraph) -> None:
    turned = {kind: pairs[:, ::-1] for kind, pairs in graph.edges.items()}
    last = len(graph.labels) - 1
    other = replace(graph, edges=turned, labels=graph.labels[::-1], node_label=last - graph.node_label)
    assert other == graph
    assert hash(other) == hash(graph)


@pytest.mark.parametrize(
    "text", ["foo = get_foo(i, i + 2)\n", "foo = get_foo(i, j + 1)\n", "foo = get_foo(i, i) + 1\n"]
)
def test_other_code_differs(graph: ProgramGraph, text: str) -> None:
    assert extract(parse_source(text, "a.py")) != graph


def test_every_field_but_the_path_counts(graph: ProgramGraph) -> None:
    edges = dict(graph.edges)
    edges[EdgeType.CHILD] = edges[EdgeType.CHILD][:, 1:]
    kinds = graph.node_kind.copy()
    kinds[0] = NodeKind.SYMBOL
    assert replace(graph, edges=edges) != graph
    assert replace(graph, node_kind=kinds) != graph
    assert replace(graph, symbols=()) != graph
    assert replace(graph, node_label=np.zeros_like(graph.node_label)) != graph
    assert graph != TEXT


def test_frozen(graph: ProgramGraph) -> None:
    with pytest.raises(FrozenInstanceError):
        graph.path = "b.py"  # type: ignore[misc]


def test_repr_is_one_line(graph: ProgramGraph) -> None:
    edges = sum(pairs.shape[1] for pairs in graph.edges.values())
    assert repr(graph) == f"<ProgramGraph of a.py: {graph.num_nodes} nodes, {edges} edges, 1 symbols>"


def test_shows_itself(graph: ProgramGraph) -> None:
    assert graph.to_dot().startswith("digraph")
    assert graph.to_dot(edge_types=[EdgeType.CHILD], around=graph.symbols[0], hops=0).count(" -> ") == 0
    assert graph._repr_svg_().startswith("<svg")
    assert "<svg" in graph._repr_html_()


def test_drawing_costs_nothing_until_it_is_wanted() -> None:
    code = "import sys, graph_extraction; print([m for m in sys.modules if m.endswith(('.drawing', '.svg', '.view'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_symbol_is_found_again_by_kind_scope_and_name(graph: ProgramGraph) -> None:
    [symbol] = graph.symbols
    assert symbol.key == (SymbolKind.VARIABLE, "", "foo")
    assert symbol.key in {replace(symbol, node=0, line=7).key}


def test_an_obstacle_is_its_text_in_messages_and_json() -> None:
    obstacle = Obstacle.RECEIVER
    assert f"{obstacle}: {obstacle!s}" == "method receiver: method receiver"
    assert json.dumps({"obstacle": obstacle}) == '{"obstacle": "method receiver"}'
