"""Operators are their methods: the left operand's, else the right one's."""

from __future__ import annotations

import ast

import pytest

from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.operations.operator_methods import METHODS

CLASSES = """
class Money:
    def __add__(self, other: "Money") -> "Money": ...
    def __rmul__(self, factor: int) -> "Money": ...
    def __matmul__(self, other: str) -> bytes: ...
"""


def result(left: str, operator: str, right: str) -> str | None:
    text = f"{CLASSES}\ndef f(left: {left}, right: {right}):\n    found = left {operator} right\n"
    return inferred(text).get("f.found")


@pytest.mark.parametrize("operator", METHODS)
def test_every_operator_has_a_method_of_python(operator: type[ast.operator]) -> None:
    name = METHODS[operator]
    assert any(hasattr(kind, f"__{name}__") for kind in (int, float)) or name == "matmul"


def test_no_operator_is_left_out() -> None:
    assert set(METHODS) == set(ast.operator.__subclasses__())


@pytest.mark.parametrize(
    ("left", "operator", "right", "type_"),
    [
        ("int", "+", "int", "int"),
        ("int", "/", "int", "float"),
        ("int", "+", "float", "float"),
        ("str", "*", "int", "str"),
        ("int", "*", "str", "str"),
        ("list[int]", "+", "list[int]", "list[int]"),
        ("Money", "+", "Money", "Money"),
        ("int", "*", "Money", "Money"),
        ("Money", "@", "str", "bytes"),
        ("int", "**", "int", "int"),
        ("int", "**", "float", "float"),
        ("set[int]", "|", "set[int]", "set[int]"),
        ("bool", "&", "bool", "bool"),
    ],
)
def test_results(left: str, operator: str, right: str, type_: str) -> None:
    assert result(left, operator, right) == type_


@pytest.mark.parametrize(("left", "operator", "right"), [("Money", "-", "Money"), ("Money", "*", "int")])
def test_what_neither_operand_takes_has_no_type(left: str, operator: str, right: str) -> None:
    assert result(left, operator, right) is None


DECLINING = """
class Meters:
    def __add__(self, other):
        return Meters() if isinstance(other, Meters) else NotImplemented
    def __eq__(self, other):
        return NotImplemented if other is None else "perhaps"
    def __iadd__(self, other):
        return NotImplemented

class Feet:
    def __radd__(self, other):
        return 0.5

class Nothing:
    def __add__(self, other):
        return NotImplemented
"""


@pytest.mark.parametrize(
    ("value", "types"),
    [
        ("Meters() + Meters()", "Meters"),
        ("Meters() + Feet()", "Meters | float"),
        ("Nothing() + Feet()", "float"),
        ("Meters() == Meters()", "str"),
    ],
)
def test_an_operand_that_declines_leaves_the_answer_to_the_other(value: str, types: str) -> None:
    assert inferred(f"{DECLINING}\nx = {value}\n")["x"].rstrip("?") == types


def test_what_both_decline_has_no_type() -> None:
    assert "x" not in inferred(f"{DECLINING}\nx = Nothing() + Meters()\n")
