"""Errors name the file, the place and what is wrong, and show the line."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_extraction.source.source_errors import GraphFormatError, SourceError, TypilusError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (SourceError("a.py", "is no Python"), "a.py: is no Python"),
        (SourceError("a.py", "odd", 3), "a.py:3: odd"),
        (SourceError("a.py", "odd", 3, 0), "a.py:3:1: odd"),
        (SourceError("a.py", "odd", 3, 2, "x ="), "a.py:3:3: odd\n    x =\n      ^"),
        (SourceError("a.py", "odd", 3, 3, "x ="), "a.py:3:4: odd\n    x =\n       ^"),
        (SourceError("a.py", "odd", 3, None, "x ="), "a.py:3: odd\n    x ="),
        (SourceError("a.py", "odd", 3, 1, "\tx"), "a.py:3:2: odd\n     x\n     ^"),
        (SourceError("a.py", "odd", None, 2), "a.py: odd"),
    ],
)
def test_messages(error: SourceError, text: str) -> None:
    assert str(error) == text


def test_a_caret_beyond_the_line_is_left_out() -> None:
    assert str(SourceError("a.py", "odd", 3, 9, "x =")) == "a.py:3:10: odd\n    x ="


@given(st.integers(161, 3000), st.data())
def test_of_a_long_line_the_part_around_the_fault_is_shown(length: int, data: st.DataObject) -> None:
    column = data.draw(st.integers(0, length - 1))
    line = "." * column + "!" + "." * (length - column - 1)
    _, shown, caret = str(SourceError("a.py", "odd", 1, column, line)).split("\n")
    assert len(shown) <= 4 + 160 + 2
    assert shown[caret.index("^")] == "!"
    assert shown.startswith("    …") == (column > 80)
    assert shown.endswith("…") == (column - 80 + 160 < length)


def test_errors_travel_between_processes() -> None:
    error = SourceError("a.py", "odd", 3, 2, "x =")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert (copy.path, copy.reason, copy.line, copy.column, copy.text) == ("a.py", "odd", 3, 2, "x =")


@pytest.mark.parametrize("error", [GraphFormatError, SourceError])
def test_all_are_errors_of_this_project(error: type[Exception]) -> None:
    assert issubclass(error, TypilusError)
