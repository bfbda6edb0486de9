"""How expressions and patterns bind names, and what they note for other passes."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import Obstacle, SourceError, parse_source
from graph_extraction.builder import GraphBuilder
from graph_extraction.syntax.recording import sweep
from tests.graph_extraction.syntax.symbols import symbols_of


def built(text: str) -> GraphBuilder:
    builder = GraphBuilder(parse_source(text, "a.py"))
    sweep(builder)
    return builder


def noted(pairs: list[tuple[ast.AST, ast.AST]]) -> list[tuple[str, str]]:
    return [(ast.unparse(one), getattr(other, "name", None) or ast.unparse(other)) for one, other in pairs]


@pytest.mark.parametrize(
    ("text", "name", "obstacle"),
    [
        ("(x := 1)", "x", Obstacle.WALRUS_TARGET),
        ("[(x := y) for y in z]", "x", Obstacle.WALRUS_TARGET),
        ("match a:\n    case x: pass", "x", Obstacle.MATCH_CAPTURE),
        ("match a:\n    case [1, *x]: pass", "x", Obstacle.MATCH_CAPTURE),
        ("match a:\n    case {1: 2, **x}: pass", "x", Obstacle.MATCH_CAPTURE),
        ("match a:\n    case 1 | 2 as x: pass", "x", Obstacle.MATCH_CAPTURE),
        ("match a:\n    case A(b=x): pass", "x", Obstacle.MATCH_CAPTURE),
    ],
)
def test_names_that_have_no_room_for_an_annotation(text: str, name: str, obstacle: Obstacle) -> None:
    assert symbols_of(text)[name].obstacle is obstacle


@pytest.mark.parametrize(
    "text",
    [
        "[x for x in y]",
        "{x for x in y}",
        "{x: 1 for x in y}",
        "(x for x in y)",
        "lambda x: x",
        "import x",
        "import x.y",
        "import z as x",
        "from z import x",
        "from z import y as x",
        "from z import *",
        "match a:\n    case _: pass",
        "match a:\n    case [*_]: pass",
        "x.y.z",
        "x()",
    ],
)
def test_what_nobody_would_annotate_is_no_record(text: str) -> None:
    assert symbols_of(text) == {}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("(x := f())", [("f()", "x")]),
        ("lambda x=1, *, y=2: 0", [("1", "x"), ("2", "y")]),
        ("def f(x, y=1, *z, w=2): pass", [("1", "y"), ("2", "w")]),
        ("[x for x in y for z in x]", [("y", "x"), ("x", "z")]),
    ],
)
def test_values_and_what_they_are_assigned_to(text: str, pairs: list[tuple[str, str]]) -> None:
    assert noted(built(text).assigned) == pairs


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("def f(): yield 1", [("(yield 1)", "f")]),
        ("def f(): yield", [("(yield)", "f")]),
        ("def f(): yield from a", [("(yield from a)", "f")]),
        ("def f(): return [(yield)]", [("return [(yield)]", "f"), ("(yield)", "f")]),
        ("def f():\n    def g(): return 1\n    return 2", [("return 1", "g"), ("return 2", "f")]),
        ("def f(): return lambda: 1", [("return lambda: 1", "f")]),
    ],
)
def test_what_leaves_a_function(text: str, left: list[tuple[str, str]]) -> None:
    assert noted(built(text).returned) == left


def test_only_attributes_of_the_receiver_are_symbols_of_the_class() -> None:
    text = "class A:\n    def f(self, other):\n        self.x = other.y = 1\n        [self.z for self in other]\n"
    assert {name for name in symbols_of(text) if name.startswith("A.") and ".f" not in name} == {"A.x"}


def test_an_annotation_of_a_parameter_is_noted_as_it_stands() -> None:
    found = symbols_of("def f(a: 'int', *b: list[\n  str], c: dict[str, int] = {}, **d): pass\n")
    assert {name[2:]: symbol.annotation for name, symbol in found.items() if name != "f()"} == {
        "a": "'int'",
        "b": "list[str]",
        "c": "dict[str, int]",
        "d": None,
    }


@pytest.mark.parametrize("text", ["x = (", "x := 1", "f(a=1, 2)", "match a:\n    case 1 as 2: pass"])
def test_what_is_no_python_makes_no_graph(text: str) -> None:
    with pytest.raises(SourceError, match=r"a\.py"):
        built(text)
