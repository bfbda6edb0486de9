"""How a file would write a type: by what it imports and defines, and not at all what it may not name."""

from __future__ import annotations

import pytest

from typilus.annotation_types import parse_type
from typilus.prediction.file_spelling import FileSpelling
from typilus.project import read_text
from typilus.static_inference import Refutation

TEXT = """\
import collections.abc
import pathlib as paths
from decimal import Decimal
from typing import TypeVar
from shop import Till as Desk, _Secret

T = TypeVar("T")


class Order: ...


class _Hidden: ...
"""


@pytest.fixture(scope="module")
def spelling() -> FileSpelling:
    return FileSpelling(read_text(TEXT, "orders.py"), None)


@pytest.mark.parametrize(
    ("type_text", "written"),
    [
        ("int", "int"),
        ("list[int | None]", "list[int | None]"),
        ("decimal.Decimal", "Decimal"),
        ("pathlib.Path", "paths.Path"),
        ("dict[str, pathlib.Path]", "dict[str, paths.Path]"),
        ("shop.Till", "Desk"),
        ("orders.Order", "Order"),
        ("fractions.Fraction", "Fraction"),
        # What begins with an underscore is for those alone who name it already.
        ("orders._Hidden", "_Hidden"),
        ("shop._Secret", "_Secret"),
        ("shop._Other", None),
        ("list[shop._Other]", None),
        ("dict[str, list[shop._Other]]", None),
        # Type variables mean something in their own function only.
        ("~T", None),
        ("list[~T]", None),
        # No type at all.
        ("list[", None),
        ("", None),
    ],
)
def test_a_type_as_the_file_writes_it(type_text: str, written: str | None, spelling: FileSpelling) -> None:
    assert spelling.text(type_text) == written
    assert spelling.text(type_text) == written, "the same when it is asked for again"


def test_what_the_file_names() -> None:
    named = FileSpelling(read_text(TEXT, "orders.py"), None).named
    assert {"decimal.Decimal", "shop.Till", "orders.Order", "orders._Hidden"} <= named
    assert "fractions.Fraction" not in named


@pytest.mark.parametrize(
    ("refuted", "text"),
    [("list[decimal.Decimal]", "list[Decimal]"), ("shop._Other", "shop._Other")],
)
def test_a_contradiction_is_told_in_the_words_of_the_file(refuted: str, text: str, spelling: FileSpelling) -> None:
    """Where the file cannot write the type, people read its full name."""
    contradiction = spelling.contradiction(Refutation(parse_type(refuted), "it is returned"))
    assert contradiction is not None
    assert (contradiction.type, contradiction.text, contradiction.reason) == (refuted, text, "it is returned")


def test_no_proof_is_no_contradiction(spelling: FileSpelling) -> None:
    assert spelling.contradiction(None) is None
