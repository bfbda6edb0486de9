"""Places as users name them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_extraction import Symbol, SymbolKind
from typilus.errors import TypilusError
from typilus.interfaces.cli.places import NamedPlace, parse_place, symbols_at


@dataclass(frozen=True)
class Value:
    symbol: Symbol


def value(kind: SymbolKind, scope: str, name: str, line: int) -> Value:
    return Value(Symbol(0, kind, scope, name, line, 0))


VALUES = [
    value(SymbolKind.RETURN, "Shop", "add", 2),
    value(SymbolKind.PARAMETER, "Shop.add", "price", 2),
    value(SymbolKind.VARIABLE, "Shop.add", "total", 3),
    value(SymbolKind.ATTRIBUTE, "Shop", "prices", 4),
    value(SymbolKind.RETURN, "Shop.add.<locals>", "inner", 6),
    value(SymbolKind.PARAMETER, "Shop.add.<locals>.inner", "x", 6),
    value(SymbolKind.VARIABLE, "", "LIMIT", 9),
]


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "shop.py"
    file.write_text("pass\n" * 12)
    return str(file)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a.py:12", NamedPlace("a.py", 12)),
        ("a:1.py:6", NamedPlace("a:1.py", 6)),
        ("a.py::f", NamedPlace("a.py", None, "f")),
        ("a.py::Shop.add()", NamedPlace("a.py", None, "Shop.add()")),
    ],
)
def test_lines_and_names(text: str, place: NamedPlace) -> None:
    assert parse_place(text) == place
    assert str(place) == text


@pytest.mark.parametrize("text", ["a.py", "a.py:", "a.py:x", "a.py::", "::f", "a.py:-1"])
def test_what_is_no_place(text: str) -> None:
    with pytest.raises(TypilusError, match="line number missing"):
        parse_place(text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (2, ["add", "price"]),
        (1, ["add", "price"]),
        (5, ["prices"]),
        (7, ["inner", "x"]),
        (8, ["LIMIT"]),
        (12, ["LIMIT"]),
    ],
)
def test_a_line_or_the_nearest(path: str, line: int, names: list[str]) -> None:
    assert [value.symbol.name for value in symbols_at(NamedPlace(path, line), VALUES)] == names


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Shop.add", ["add", "price"]),
        ("Shop.add()", ["add", "price"]),
        ("Shop.add.price", ["price"]),
        ("Shop", ["prices"]),
        ("Shop.add.inner", ["inner", "x"]),
        ("Shop.add.<locals>.inner.x", ["x"]),
        ("LIMIT", ["LIMIT"]),
    ],
)
def test_names(path: str, name: str, names: list[str]) -> None:
    assert [value.symbol.name for value in symbols_at(NamedPlace(path, None, name), VALUES)] == names


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (NamedPlace("", 13), "no such line; the file has 12"),
        (NamedPlace("", 0), "no such line; the file has 12"),
        (NamedPlace("", None, "Shop.ad"), "did you mean .*shop.py::Shop.add?"),
        (NamedPlace("", None, "zzz"), "typilus predict lists all symbols"),
    ],
)
def test_nothing_is_there(path: str, place: NamedPlace, reason: str) -> None:
    with pytest.raises(TypilusError, match=reason):
        symbols_at(NamedPlace(path, place.line, place.name), VALUES)


def test_a_file_without_symbols(path: str) -> None:
    with pytest.raises(TypilusError, match="no parameters, returns, variables or attributes"):
        symbols_at(NamedPlace(path, 1), [])
