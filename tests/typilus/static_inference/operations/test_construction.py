"""What calling a class gives."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("int('1')", "int"),
        ("list('ab')", "list[str]"),
        ("set([1])", "set[int]"),
        ("tuple([1])", "tuple[int, ...]"),
        ("frozenset('a')", "frozenset[str]"),
        ("dict()", "dict?"),
        ("type(1)", "type[int]"),
        ("type(1)()", "int"),
        ("bytearray(3)", "bytearray"),
        ("reversed([1])", "collections.abc.Iterator[int]"),
        ("list(zip(*[[1], [2]]))", "list[tuple[int, ...]]"),
        ("[list(column) for column in zip(*[[1], [2]])]", "list[list[int]]"),
    ],
)
def test_values(value: str, kind: str) -> None:
    assert inferred(f"x = {value}")["x"] == kind


def test_generic_classes_learn_from_their_arguments() -> None:
    found = inferred(
        """
        from typing import Generic, TypeVar
        T = TypeVar("T")
        class Box(Generic[T]):
            def __init__(self, item: T) -> None:
                self.item = item
            def get(self) -> T:
                return self.item
        box = Box(1)
        x = box.get()
        """
    )
    assert found["box"] == "Box[int]"
    assert found["x"] == "int"


def test_the_parameters_of_init_learn_from_calls() -> None:
    found = inferred("class A:\n    def __init__(self, x):\n        self.x = x\nA('a')\n")
    assert found["A.__init__.x"] == found["A.x"] == "str?"


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ('enum.Enum("Color", ["RED"])', "type[x]"),
        ('[enum.IntFlag("Access", "READ WRITE")][0]', "type[enum.IntFlag]"),
        ('enum.Enum("Color", names={"RED": 1})', "type[enum.Enum]"),
        ('Color("r")', "Color"),
    ],
)
def test_an_enumeration_that_is_called_with_names_is_a_class(value: str, type_: str) -> None:
    found = inferred(f'import enum\nclass Color(enum.Enum):\n    RED = "r"\nx = {value}\n')
    assert found["x"].rstrip("?") == type_
