"""Expressions that are a rule over their inner expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from typilus.static_inference.graph import syntax_rules
from typilus.static_inference.graph.syntax_rules import OPERATIONS, Operation, reads_syntax
from typilus.static_inference.rules.operators import Binary, Comparison, Unary
from typilus.static_inference.rules.value_flow import Awaited


def operation(text: str) -> Operation:
    node = ast.parse(text, mode="eval").body
    return OPERATIONS[type(node)](node)


@pytest.mark.parametrize(
    ("text", "rule", "operands"),
    [
        ("a + b", Binary, ["a", "b"]),
        ("-a", Unary, ["a"]),
        ("a < b < c", Comparison, ["a", "b", "c"]),
        ("await a", Awaited, ["a"]),
    ],
)
def test_an_expression_is_read_as_its_rule_and_operands_in_order(text: str, rule: type, operands: list[str]) -> None:
    found = operation(text)
    assert type(found.rule) is rule
    assert [ast.unparse(operand) for operand in found.operands] == operands


def test_equal_syntax_has_equal_rules() -> None:
    assert operation("a + b").rule == operation("c + d").rule != operation("a - b").rule
    assert operation("a < b").rule == operation("c < d").rule != operation("a <= b").rule


def test_every_reader_is_of_a_class_of_expressions() -> None:
    assert OPERATIONS
    assert all(issubclass(syntax, ast.expr) for syntax in OPERATIONS)


def test_a_reader_is_registered_for_all_that_it_names_and_stays_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    readers: dict[type[ast.expr], Callable[[Any], Operation]] = {}
    monkeypatch.setattr(syntax_rules, "OPERATIONS", readers)

    def read(node: ast.expr) -> Operation:
        return operation("a + b")

    assert reads_syntax(ast.Slice, ast.Starred)(read) is read
    assert readers == {ast.Slice: read, ast.Starred: read}
