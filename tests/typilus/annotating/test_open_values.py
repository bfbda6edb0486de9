"""What is empty or None says nothing of its type; the rest does."""

from __future__ import annotations

import ast

import pytest

from typilus.annotating.open_values import leaves_type_open


@pytest.mark.parametrize(
    "value",
    ["None", "[]", "{}", "()", "set()", "dict()", "collections.deque()", "defaultdict(list)", "[[]]", "{1:[]}"],
)
def test_open(value: str) -> None:
    assert leaves_type_open(ast.parse(value, mode="eval").body)


@pytest.mark.parametrize(
    "value",
    ["1", "'a'", "f'{x}'", "True", "[1]", "{'a':1}", "list(x)", "deque(x,3)", "Shop()", "x", "x+1", "-1", "lambda:x"],
)
def test_told(value: str) -> None:
    assert not leaves_type_open(ast.parse(value, mode="eval").body)


@pytest.mark.parametrize("value", ["None if x else 1", "1 if x else None", "prices or {}"])
def test_one_of_two_is_open(value: str) -> None:
    assert leaves_type_open(ast.parse(value, mode="eval").body)


@pytest.mark.parametrize("value", ["x or 'a'", "{} or x", "[x for x in y]", "1 if x else 2"])
def test_both_are_told(value: str) -> None:
    assert not leaves_type_open(ast.parse(value, mode="eval").body)


def test_nothing_assigned_tells_nothing() -> None:
    assert leaves_type_open(None)
