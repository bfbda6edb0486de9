"""Names of expressions, and statements inside others."""

from __future__ import annotations

import ast

import pytest

from graph_extraction.syntax.nodes import (
    FunctionNode,
    applied_name,
    dotted_name,
    inner_statements,
    last_name,
    receiver_of,
    statements_of_scope,
)


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


NESTED = """
if x: a1
elif y: a2
else: a3
if not z: b1
else: b2
try: c1
except E: c2
else: c3
finally: c4
for i in x: d1
else: d2
while x: e1
with x: f1
match x:
    case 1: g1
def function(): hidden
class Class: hidden
"""


def test_statements_of_scope_are_in_order_and_stay_in_their_scope() -> None:
    found = [ast.unparse(node) for node in statements_of_scope(ast.parse(NESTED).body) if isinstance(node, ast.Expr)]
    assert found == ["a1", "a2", "a3", "b1", "b2", "c1", "c2", "c3", "c4", "d1", "d2", "e1", "f1", "g1"]


def test_which_branches_count_is_for_the_caller_to_say() -> None:
    body = ast.parse("if x:\n    a\nelse:\n    if y: b\n    else: c\n").body
    counting = statements_of_scope(body, lambda node: node.orelse)
    assert [ast.unparse(node) for node in counting if isinstance(node, ast.Expr)] == ["c"]


def test_statements_directly_inside_another_are_all_that_it_holds() -> None:
    tree = ast.parse(NESTED)
    pending, met = [*tree.body], []
    while pending:
        met.append(statement := pending.pop())
        pending += inner_statements(statement)
    assert set(met) == {node for node in ast.walk(tree) if isinstance(node, ast.stmt)}
