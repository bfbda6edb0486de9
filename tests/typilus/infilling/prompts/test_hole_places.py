"""An annotation's place: behind the name, before the value, and nowhere that is annotated already."""

from __future__ import annotations

import pytest

from graph_extraction import SourceDocument
from typilus.infilling.prompts.code_lines import PlacedCode
from typilus.infilling.prompts.hole_places import HolePlace, hole_places
from typilus.project.reading import read_text


def placed(text: str) -> tuple[list[HolePlace], PlacedCode]:
    file = read_text(text)
    places = hole_places(file.document, file.graph.symbols)
    return places, PlacedCode(file.document.text, places)


def annotated(text: str) -> str:
    """The text with T in all places."""
    places, code = placed(text)
    return "".join(map(str, code.pieces(0, len(text), (), {place.symbol: "T" for place in places})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(a, *b, c=1, d = 2, **e): pass\n", "def f(a: T, *b: T, c: T = 1, d: T = 2, **e: T) -> T: pass\n"),
        ("def f(a: int, b, /) : pass\n", "def f(a: int, b: T, /) -> T: pass\n"),
        (
            "def f(a,\n      b=(1),  # why\n      ):\n    pass\n",
            "def f(a: T,\n      b: T=(1),  # why\n      ) -> T:\n    pass\n",
        ),
        ("async def f() -> int: x = y=1\n", "async def f() -> int: x = y=1\n"),
        ("x = 1\ny: int = 2\nx = 3\n(z) = 1\n", "x: T = 1\ny: int = 2\nx = 3\n(z) = 1\n"),
        ("x=1\nfor y in (1,):\n    a, b = y, y\n", "x: T = 1\nfor y in (1,):\n    a, b = y, y\n"),
        (
            "class A:\n    b = 1\n    def __init__(self, c):\n        self.c = c\n"
            "    def f(self):\n        self.c = 1\n",
            "class A:\n    b: T = 1\n    def __init__(self, c: T) -> T:\n        self.c: T = c\n"
            "    def f(self) -> T:\n        self.c = 1\n",
        ),
        ("def f(ä, ﬁ='ß'): pass\n", "def f(ä: T, ﬁ: T = 'ß') -> T: pass\n"),
        ("f = lambda a: a\n", "f: T = lambda a: a\n"),
    ],
)
def test_where_it_goes(text: str, expected: str) -> None:
    assert annotated(text) == expected


def test_what_an_erased_annotation_left_does_not_tell_its_length() -> None:
    _, code = placed("def f(a         , b               =1)                :\n    x           = 1\n")
    assert "".join(map(str, code.pieces(0, len(code.text), (), {}))) == "def f(a, b = 1):\n    x = 1\n"
    _, code = placed("x\\\n     \\\n    = 1\n")
    assert "".join(map(str, code.pieces(0, len(code.text), (), {}))) == "x = 1\n"


def test_python_2_has_no_places() -> None:
    file = read_text("x = 1\n")
    other = SourceDocument("<string>", "x = 1\n")
    vars(other)["_parsed"] = type(file.document._parsed)(file.document.text, file.document.tree, "2.7")
    assert hole_places(file.document, file.graph.symbols)
    assert not hole_places(other, file.graph.symbols)
