"""How statements bind names, and which annotations are theirs."""

from __future__ import annotations

import pytest

from graph_extraction import Obstacle, extract, parse_source
from tests.graph_extraction.syntax.symbols import symbols_of
from tests.graph_extraction.syntax.test_expressions import built, noted


@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("x = 1", None),
        ("x: int = 1", None),
        ("x = y = 1", Obstacle.CHAINED_TARGET),
        ("x, y = 1, 2", Obstacle.TUPLE_TARGET),
        ("[x, *y] = 1, 2", Obstacle.TUPLE_TARGET),
        ("(x, (y, z)), w = a", Obstacle.TUPLE_TARGET),
        ("x += 1", Obstacle.AUGMENTED),
        ("for x in y: pass", Obstacle.FOR_TARGET),
        ("for x, y in z: pass", Obstacle.FOR_TARGET),
        ("async def f():\n    global x\n    async for x in y: pass", Obstacle.FOR_TARGET),
        ("with a as x: pass", Obstacle.WITH_TARGET),
        ("with a as (x, y): pass", Obstacle.WITH_TARGET),
        ("with a, b as x: pass", Obstacle.WITH_TARGET),
        ("try: pass\nexcept A as x: pass", Obstacle.EXCEPT_NAME),
        ("def f():\n    global x\n    x = 1", Obstacle.FOREIGN),
    ],
)
def test_how_a_name_is_bound(text: str, obstacle: Obstacle | None) -> None:
    assert symbols_of(text)["x"].obstacle is obstacle


@pytest.mark.parametrize(
    ("text", "annotation"),
    [
        ("x: int = 1", "int"),
        ("x: int\nx = 1", "int"),
        ("x: (int) = 1", "int"),
        ("x: 'a.B[int]' = 1", "'a.B[int]'"),
        ("x = 1  # type: int", "int"),
        ("for x in y:  # type: int\n    pass", "int"),
        ("with y as x:  # type: int\n    pass", "int"),
        ("x, y = z  # type: int, str", "int"),
        ("x = 1", None),
        ("x = 1\nx: int", "int"),
    ],
)
def test_annotations_and_type_comments(text: str, annotation: str | None) -> None:
    assert symbols_of(text)["x"].annotation == annotation


@pytest.mark.parametrize(
    ("annotated", "plain"),
    [
        ("x: int = 1", "x = 1"),
        ("x: dict[str, int] = {}", "x = {}"),
        ("x: int\ny = 2", "y = 2"),
        ("(x): int = 1", "(x) = 1"),
        ("def f():\n    x: int\n    return 1", "def f():\n    return 1"),
        ("if a:\n    x: int\nelse:\n    y: int", "if a:\n    pass\nelse:\n    pass"),
        ("class A:\n    x: int; y: str\n    z = 1", "class A:\n    z = 1"),
    ],
)
def test_a_graph_does_not_show_what_was_annotated(annotated: str, plain: str) -> None:
    one, other = (extract(parse_source(text)) for text in (annotated, plain))
    assert [one.labels[label] for label in one.node_label] == [other.labels[label] for label in other.node_label]
    for kind, edges in one.edges.items():
        assert sorted(edges.T.tolist()) == sorted(other.edges[kind].T.tolist()), kind


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("x = y = 1", [("1", "x"), ("1", "y")]),
        ("x += 1", [("1", "x")]),
        ("x: int = 1", [("1", "x")]),
        ("x: int", []),
        ("for x in y: pass", [("y", "x")]),
        ("with a as x, b as y, c: pass", [("a", "x"), ("b", "y")]),
        ("(a, b), c = d", [("d", "((a, b), c)")]),
    ],
)
def test_values_and_what_they_are_assigned_to(text: str, pairs: list[tuple[str, str]]) -> None:
    assert noted(built(text).assigned) == pairs


def test_words_that_are_keywords_here_alone() -> None:
    builder = built("match match:\n    case case: match\n")
    lexemes = [builder.token_lexemes[token] for token in sorted(builder.keywords)]
    assert lexemes == [b"match", b"case"]


def test_a_declaration_of_an_attribute_annotates_it() -> None:
    text = "class A:\n    def __init__(self):\n        self.x: int\n        self.x = 1\n        self.y: str = ''\n"
    found = symbols_of(text)
    assert (found["A.x"].annotation, found["A.y"].annotation) == ("int", "str")
