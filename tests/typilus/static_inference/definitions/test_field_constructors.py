"""The constructors of data classes and named tuples."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.definitions.made_classes import tree_of


def constructor_of(source: str) -> str | None:
    """The first line of the `__init__` of the last class."""
    class_ = tree_of(parse_source(source)).body[-1]
    assert isinstance(class_, ast.ClassDef)
    methods = [node for node in class_.body if isinstance(node, ast.FunctionDef) and node.name == "__init__"]
    return ast.unparse(methods[0]).splitlines()[0] if methods else None


@pytest.mark.parametrize(
    ("source", "signature"),
    [
        ("@dataclass\nclass A:\n    x: int\n    y: str = ''\n", "def __init__(self, x: int, y: str=''):"),
        ("@dataclasses.dataclass(frozen=True)\nclass A:\n    x: int\n", "def __init__(self, x: int):"),
        ("class A(NamedTuple):\n    x: int = 0\n", "def __init__(self, x: int=0):"),
        ("@dataclass(kw_only=True)\nclass A:\n    x: int\n", "def __init__(self, *, x: int):"),
        ("@dataclass\nclass A:\n    x: int\n    _: KW_ONLY\n    y: int\n", "def __init__(self, x: int, *, y: int):"),
        ("@dataclass\nclass A:\n    x: ClassVar[int] = 0\n    y: str\n", "def __init__(self, y: str):"),
        (
            "@dataclass\nclass A:\n    x: int = field(init=False)\n    y: list = field(default_factory=list)\n",
            "def __init__(self, y: list=field(default_factory=list)):",
        ),
        (
            "@dataclass\nclass A:\n    x: int\n@dataclass\nclass B(A, Generic[T]):\n    y: int\n    x: str\n",
            "def __init__(self, x: str, y: int):",
        ),
    ],
)
def test_fields_are_parameters(source: str, signature: str) -> None:
    assert constructor_of(source) == signature


@pytest.mark.parametrize(
    "source",
    [
        "class A:\n    x: int\n",
        "@dataclass(init=False)\nclass A:\n    x: int\n",
        "@dataclass\nclass A(Unseen):\n    x: int\n",
        "@dataclass\nclass A:\n    x: InitVar[int]\n",
        "@dataclass\nclass A:\n    x: int = 0\n    y: int\n",
        "@dataclass\nclass A:\n    pass\n",
    ],
)
def test_where_the_fields_are_not_known(source: str) -> None:
    assert constructor_of(source) is None


def test_a_constructor_that_is_written_stays() -> None:
    assert (
        constructor_of("@dataclass\nclass A:\n    x: int\n    def __init__(self, y): ...\n") == "def __init__(self, y):"
    )


def test_what_is_handed_to_fields() -> None:
    found = inferred(
        """
        from dataclasses import dataclass
        from typing import NamedTuple
        @dataclass
        class Item:
            name: str
            price: float
        class Result(NamedTuple):
            items: set[Item]
        def item(text, number):
            return Item(text, number)
        def result(items):
            return Result(items)
        """
    )
    assert (found["item.text"], found["item.number"]) == ("str?", "float?")
    assert found["result.items"] == "set[Item]?"


def test_a_named_tuple_whose_fields_are_not_annotated_takes_anything() -> None:
    found = inferred(
        """
        from typing import NamedTuple
        class Size(NamedTuple):
            width = 0
        def grow(width):
            return Size(width, 2)
        """
    )
    assert found["grow()"] == "Size"
    assert "str" not in found.get("grow.width", ""), "which the constructor of NamedTuple takes"
