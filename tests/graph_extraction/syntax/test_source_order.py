"""Children in the order of the text: held against the positions that the parser gives."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import graph_extraction
from graph_extraction.syntax.source_order import (
    CHILDREN,
    arguments_of_call,
    formatted_expressions,
    other_children,
    parameters,
)


def function(text: str) -> ast.FunctionDef:
    (node,) = ast.parse(text).body
    assert isinstance(node, ast.FunctionDef)
    return node


@pytest.mark.parametrize(
    "path", sorted(Path(graph_extraction.__file__).parent.glob("*.py")), ids=lambda path: path.stem
)
def test_children_come_as_they_stand_in_the_text(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        children = CHILDREN.get(type(node), other_children)(node)
        positions = [
            (child.lineno, child.col_offset) for child in children if isinstance(child, ast.expr | ast.stmt | ast.arg)
        ]
        if not isinstance(node, ast.JoinedStr | ast.FormattedValue | ast.FunctionDef | ast.ClassDef | ast.arguments):
            assert positions == sorted(positions), ast.dump(node)


def test_parameters_with_their_defaults() -> None:
    node = function("def f(a, b=1, /, c=2, *rest, d, e=3, **options): ...")
    found = [(each.arg, default and ast.unparse(default)) for each, default in parameters(node.args)]
    assert found == [
        ("a", None),
        ("b", "1"),
        ("c", "2"),
        ("rest", None),
        ("d", None),
        ("e", "3"),
        ("options", None),
    ]


def test_a_star_may_stand_behind_keywords() -> None:
    call = ast.parse("f(a, b=1, *c)", mode="eval").body
    assert isinstance(call, ast.Call)
    found = [ast.unparse(each) for each in arguments_of_call(call.args, call.keywords)]
    assert found == ["a", "b=1", "*c"]


def test_expressions_of_f_strings() -> None:
    joined = ast.parse("f'{a} and {b:{width}.{digits}} or {c!r}'", mode="eval").body
    assert isinstance(joined, ast.JoinedStr)
    assert list(map(ast.unparse, formatted_expressions(joined))) == ["a", "b", "width", "digits", "c"]
