"""The walk over tree and lexemes together: every lexeme lies in the node that holds it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable

import pytest

from graph_extraction import EdgeType, NodeKind, extract, parse_source
from graph_extraction.syntax.sweep import handles


def children_of(text: str, label: str) -> list[str]:
    """Labels below the first non-terminal with a label, sorted."""
    graph = extract(parse_source(text, "a.py"))
    labels = [graph.labels[label] for label in graph.node_label]
    node = next(
        index for index, kind in enumerate(graph.node_kind) if kind == NodeKind.NON_TERMINAL and labels[index] == label
    )
    return sorted(labels[target] for source, target in graph.edges[EdgeType.CHILD].T.tolist() if source == node)


@pytest.mark.parametrize(
    ("text", "label", "children"),
    [
        ("a = b + 1\n", "Assign", ["=", "BinOp", "a"]),
        ("a = b + 1\n", "BinOp", ["+", "1", "b"]),
        ("f(a, *b)\n", "Call", ["(", ")", ",", "Starred", "a", "f"]),
        ("x = not a\n", "UnaryOp", ["a", "not"]),
        ("async def f(): await g\n", "Await", ["await", "g"]),
    ],
)
def test_tokens_and_nodes_lie_below_their_node(text: str, label: str, children: list[str]) -> None:
    assert children_of(text, label) == children


def test_nesting_deeper_than_the_stack_is_walked() -> None:
    depth = 400
    source = parse_source("x" + ".y" * depth + "\n", "deep.py")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(depth)
    try:
        graph = extract(source)
    finally:
        sys.setrecursionlimit(limit)
    assert sum(graph.labels[label] == "Attribute" for label in graph.node_label) == depth


def test_syntax_that_this_python_lacks_is_left_out_of_the_tables() -> None:
    table: dict[type, Callable[..., object]] = {}

    @handles(table, "Name", "NoSuchSyntax")
    def handler() -> None: ...

    assert table == {ast.Name: handler}
