"""Texts to nodes and nodes to names."""

from __future__ import annotations

import ast

import pytest

from typilus.annotation_types.annotation_syntax import parse_annotation, type_name, union_members, written
from typilus.errors import TypeExpressionError


@pytest.mark.parametrize(
    "text", ["int", "a.b.C", "List[int]", "None", "int | str", " int\t", "Union[\n  int,\n  str]", "größe", "'x'"]
)
def test_reads_what_the_parser_reads(text: str) -> None:
    expected = ast.parse(f"(\n{text}\n)", mode="eval").body
    assert ast.unparse(parse_annotation(text)) == ast.unparse(expected)


@pytest.mark.parametrize("text", ["", "x =", "ignore", "ignore[attr-defined]", "ignore # why", "for", "a.if", "9a"])
def test_refuses_the_rest(text: str) -> None:
    with pytest.raises(TypeExpressionError):
        parse_annotation(text)


def test_an_invalid_escape_is_no_warning() -> None:
    assert isinstance(parse_annotation(r"Literal['\d']"), ast.Subscript)


def test_dotted_name() -> None:
    assert type_name(ast.parse("a.b.c", mode="eval").body) == "a.b.c"
    for text in ["a().b", "a[0]", "self.x", "cls.y.z"]:
        with pytest.raises(TypeExpressionError):
            type_name(ast.parse(text, mode="eval").body)


def test_unions_of_thousands() -> None:
    node: ast.expr = ast.Name("C0")
    for number in range(1, 5000):
        node = ast.BinOp(node, ast.BitOr(), ast.Name(f"C{number}"))
    assert isinstance(node, ast.BinOp)
    assert [type_name(member) for member in union_members(node)] == [f"C{number}" for number in range(5000)]


def test_messages_stay_short() -> None:
    assert written(ast.Name("x" * 200)) == "x" * 77 + "..."
    deep: ast.expr = ast.Name("x")
    for _ in range(20_000):
        deep = ast.Attribute(deep, "y")
    assert written(deep) == "Attribute"
