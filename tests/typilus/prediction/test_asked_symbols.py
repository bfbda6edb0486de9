"""The symbols that were asked for: by kind, and by the lines that have changed."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from graph_extraction import extract, parse_source
from typilus.files import Changes
from typilus.prediction import FilePrediction, TypePrediction, narrowed

TEXT = "def f(a, b):\n    c = a\n    return c\n\n\ndef g(d): pass\n"


class Lines(Changes):
    """Changes of some lines, whatever a repository says."""

    def lines(self, path: object, data: bytes) -> frozenset[int]:
        assert data == TEXT.encode()
        return frozenset({2, 6})


def prediction(path: str = "a.py") -> FilePrediction:
    document = parse_source(TEXT, path)
    symbols = tuple(TypePrediction(symbol, None, None, ()) for symbol in extract(document).symbols)
    return FilePrediction(path, None, symbols, document=document)


def names(prediction: FilePrediction) -> list[str]:
    return [f"{symbol.symbol.kind.value} {symbol.symbol.name}" for symbol in prediction]


@pytest.mark.parametrize(
    ("kinds", "changes", "expected"),
    [
        (None, None, ["parameter a", "parameter b", "return f", "variable c", "parameter d", "return g"]),
        (("returns",), None, ["return f", "return g"]),
        (None, Lines("HEAD"), ["variable c", "parameter d", "return g"]),
        (("parameters",), Lines("HEAD"), ["parameter d"]),
    ],
)
def test_symbols_are_left_out_by_kind_and_line(
    kinds: Collection[str] | None, changes: Changes | None, expected: list[str]
) -> None:
    assert sorted(names(narrowed(prediction(), kinds, changes))) == sorted(expected)


def test_what_failed_stays_as_it_is() -> None:
    failed = FilePrediction("a.py", "no", ())
    assert narrowed(failed, None, Lines("HEAD")) == failed
