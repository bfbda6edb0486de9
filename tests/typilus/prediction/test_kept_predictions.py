"""What an edit leaves as it was: lines that stand where they stood, and symbols that no changed line names."""

from __future__ import annotations

import random
import re
import sysconfig
from pathlib import Path

import pytest

from graph_extraction import SourceError, extract, parse_source
from typilus.prediction.file_prediction import FilePrediction, TypePrediction
from typilus.prediction.kept_predictions import kept_predictions

TEXT = """\
LIMIT = 3
TABLE = {
    "a": 1,
    "b": 2,
}


class Shop:
    size = 4

    def __init__(self, name):
        self.name = name

    @property
    def label(self):
        return self.name


def area(width, height):
    product = width * height
    return product


def total(areas):
    return sum(areas)
"""


def prediction_of(text: str) -> FilePrediction:
    document = parse_source(text, "shop.py")
    symbols = tuple(TypePrediction(symbol, None, "asked", ()) for symbol in extract(document).symbols)
    return FilePrediction("shop.py", None, symbols, document=document)


def asked(before: str, after: str) -> set[str]:
    """The symbols that are not kept."""
    document = parse_source(after, "shop.py")
    symbols = extract(document).symbols
    kept = kept_predictions(prediction_of(before), document, symbols)
    assert all(kept[index].symbol.key == symbols[index].key for index in kept)
    return {
        TypePrediction(symbol, None, None, ()).qualified_name
        for index, symbol in enumerate(symbols)
        if index not in kept
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("LIMIT = 3\n", "LIMIT = 3\n", set()),
        ("LIMIT = 3\n", "\n\nLIMIT = 3\n", set()),
        ("    return product\n", "    return 2\n", {"area.width", "area.height", "area.product", "area()"}),
        ("    product = width * height\n    return product\n", "    ...\n", {"area.width", "area.height", "area()"}),
        ('    "b": 2,\n', '    "b": 3,\n', {"TABLE"}),
        ('    "b": 2,\n', "", {"TABLE"}),
        ("    @property\n", "", {"Shop.label.self", "Shop.label()"}),
        ("    size = 4\n", "    size = 5\n", {"Shop.size"}),
        # Named on the changed line: the function that is called, and its parameters, wherever they are.
        (
            "    return sum(areas)\n",
            "    return sum(areas) + area(1, 2)\n",
            {"total.areas", "total()", "area()", "area.width", "area.height", "area.product"},
        ),
        # Of a name that stands there no more, too.
        ("LIMIT = 3\n", "LIMITS = 3\n", {"LIMITS"}),
        (
            "        self.name = name\n",
            "        pass\n",
            {"Shop.__init__.self", "Shop.__init__.name", "Shop.__init__()", "Shop.name"},
        ),
        # Another scope.
        (
            "class Shop:\n",
            "class Store:\n",
            {f"Store.{name}" for name in ("size", "__init__.self", "__init__.name", "__init__()", "name")}
            | {"Store.label.self", "Store.label()"},
        ),
        ("def total(areas):", "def total(areas: list):", {"total.areas", "total()"}),
    ],
)
def test_the_symbols_around_an_edit_are_asked_for(old: str, new: str, expected: set[str]) -> None:
    assert TEXT.count(old) == 1
    assert asked(TEXT, TEXT.replace(old, new)) - {"Shop.label.self"} == expected - {"Shop.label.self"}


def test_names_are_those_that_python_reads() -> None:
    text = "def area(width):\n    return width\n\n\nTOTAL = 1\n"
    wide = "\N{FULLWIDTH LATIN SMALL LETTER A}rea"
    assert asked(text, text.replace("1", f"{wide}(1)")) == {"area()", "area.width", "TOTAL"}


def test_functions_in_functions_are_parts_of_them() -> None:
    text = "def f(a):\n    def g(b):\n        return b\n    return g\n\n\ndef h(c): pass\n"
    assert asked(text, text.replace("return b", "return 1")) == {"f.a", "f()", "f.g()", "f.<locals>.g.b"}


def test_symbols_of_one_name_are_told_apart_by_their_places() -> None:
    text = "if x:\n    def f(a):\n        return 1\nelse:\n    def f(a):\n        return 2\n"
    document = parse_source(text.replace("return 2", "pass"), "shop.py")
    kept = kept_predictions(prediction_of(text), document, extract(document).symbols)
    assert {one.symbol.line for one in kept.values()} == {2}


@pytest.mark.parametrize("name", ["cmd", "shelve", "configparser"])
def test_random_edits_of_real_files(name: str) -> None:
    text = Path(sysconfig.get_path("stdlib"), f"{name}.py").read_text(encoding="utf-8")
    former, chance, tried = prediction_of(text), random.Random(name), 0
    old_lines = text.split("\n")
    for _ in range(40):
        lines = text.split("\n")
        start = chance.randrange(len(lines))
        added = [chance.choice(("", "x = 1", "    y = 2", "def added(z): ...")) for _ in range(chance.randrange(3))]
        lines[start : start + chance.randrange(3)] = added
        try:
            document = parse_source("\n".join(lines), "shop.py")
        except SourceError:
            continue
        tried += 1
        symbols = extract(document).symbols
        words = set(re.findall(r"\w+", " ".join(added)))
        for index, before in kept_predictions(former, document, symbols).items():
            symbol = symbols[index]
            assert old_lines[before.symbol.line - 1] == lines[symbol.line - 1]
            assert (before.symbol.key, before.symbol.column) == (symbol.key, symbol.column)
            assert symbol.name not in words
    assert tried > 10
