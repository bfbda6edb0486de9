"""Classes that calls make."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.static_inference.definitions.made_classes import tree_of


@pytest.mark.parametrize(
    ("statement", "written"),
    [
        ("namedtuple('P', 'x, y')", "def __init__(self, x, y):"),
        ("collections.namedtuple('P', ['x', 'y'], defaults=(0,))", "def __init__(self, x, y=0):"),
        ("NamedTuple('P', [('x', int), ('y', 'str')])", "def __init__(self, x: int, y: 'str'):"),
        ("Enum('P', 'RED GREEN')", "GREEN = 2"),
        ("Enum('P', {'RED': 3, 'GREEN': 4})", "GREEN = 2"),
        ("Enum('P', [('RED', 3), ('GREEN', 4)])", "GREEN = 2"),
        ("TypedDict('P', {'a': int})", "a: int"),
        ("NewType('P', int)", "pass"),
        ("namedtuple('P', names())", "pass"),
    ],
)
def test_calls_as_class_statements(statement: str, written: str) -> None:
    tree = tree_of(parse_source(f"P = {statement}\n"))
    assert f"class P({statement}):" in ast.unparse(tree)
    assert written in ast.unparse(tree)
    compile(tree, "<class>", "exec")


@pytest.mark.parametrize(
    "source",
    [
        "P = namedtuple(name, 'x y')\n",
        "P = Enum(3)\n",
        "P = Enum('P', names)\n",
        "p.q = namedtuple('P', 'x')\n",
        "P = make('P', 'x')\n",
        "class P(Base):\n    pass\n",
        "class P(namedtuple('P', 'x')):\n    def __new__(cls, x): ...\n",
    ],
)
def test_other_files_keep_their_tree(source: str) -> None:
    document = parse_source(source)
    assert tree_of(document) is document.tree


def test_a_files_own_tree_does_not_change() -> None:
    document = parse_source("P = namedtuple('P', 'x')\nclass Q(namedtuple('Q', 'y')): pass\nprint(P)\n")
    before = ast.dump(document.tree, include_attributes=True)
    tree = tree_of(document)
    assert tree_of(document) is tree
    assert ast.dump(document.tree, include_attributes=True) == before
    assert tree.body[-1] is document.tree.body[-1]


def test_fields_have_what_calls_hand_over() -> None:
    found = inferred(
        """
        from collections import namedtuple
        Point = namedtuple("Point", "x y")
        class Vector(namedtuple("Vector", ["x", "y"])):
            def scaled(self, by):
                return Vector(self.x * by, self.y)
        point = Point(1, y="a")
        x, y = point.x, point.y
        moved = point._replace(x=2)
        vector = Vector(1.0, b"").scaled(2)
        """
    )
    assert (found["x"], found["y"]) == ("int?", "str?")
    assert (found["point"], found["moved"], found["vector"]) == ("Point", "Point", "Vector")
    assert found["Vector.scaled()"] == "Vector"


def test_enumerations_new_types_and_typed_dictionaries() -> None:
    found = inferred(
        """
        from enum import Enum
        from typing import NewType, TypedDict
        Color = Enum("Color", ["RED"])
        User = NewType("User", int)
        Options = TypedDict("Options", {"depth": int})
        color = Color.RED
        user = User(3)
        double = user * 2
        options = Options(depth=3)
        depth = options["depth"]
        """
    )
    assert (found["color"], found["user"], found["double"]) == ("Color", "User", "int")
    assert found["options"] == "Options"
