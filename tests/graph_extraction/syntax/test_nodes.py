"""Names of expressions."""

from __future__ import annotations

import ast

import pytest

from graph_extraction.syntax.nodes import FunctionNode, applied_name, dotted_name, last_name, receiver_of


def expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("text", "last", "dotted", "applied"),
    [
        ("a", "a", "a", "a"),
        ("a.b.c", "c", "a.b.c", "c"),
        ("a.b()", "", None, "b"),
        ("a.b[int](1)", "", None, "b"),
        ("a().b", "b", None, "b"),
        ("'a'", "", None, ""),
        ("(lambda: a)()", "", None, ""),
    ],
)
def test_names(text: str, last: str, dotted: str | None, applied: str) -> None:
    node = expression(text)
    assert (last_name(node), dotted_name(node), applied_name(node)) == (last, dotted, applied)


def test_a_long_chain_needs_no_stack() -> None:
    node: ast.expr = ast.Name("a")
    for _ in range(5_000):
        node = ast.Attribute(node, "b")
    assert dotted_name(node) == "a" + ".b" * 5_000


def test_functions_of_either_kind() -> None:
    functions = ast.parse("def f(): ...\nasync def g(): ...\nclass C: ...\n").body
    assert [isinstance(node, FunctionNode) for node in functions] == [True, True, False]


@pytest.mark.parametrize(
    ("definition", "receiver"),
    [
        ("def f(self, x): ...", "self"),
        ("@classmethod\ndef f(cls): ...", "cls"),
        ("async def f(this, /, x): ...", "this"),
        ("@staticmethod\ndef f(x): ...", None),
        ("@builtins.staticmethod\ndef f(x): ...", None),
        ("def f(*args): ...", None),
    ],
)
def test_receivers(definition: str, receiver: str | None) -> None:
    [function] = ast.parse(definition).body
    assert isinstance(function, FunctionNode)
    found = receiver_of(function)
    assert (found and found.arg) == receiver
