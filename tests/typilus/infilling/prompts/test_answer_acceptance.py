"""Only types come out of an answer, as the file means them; everything else is a missing answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.annotation_types import parse_type
from typilus.infilling.prompts.answer_acceptance import accepted_type
from typilus.project import VisibleTypesCache
from typilus.project.reading import read_text

FILE = read_text("""\
import numpy as np
from typing import Dict
from pathlib import Path as P
from shop.items import Item

class Basket: ...
class _Till: ...
class Outer:
    class Inner: ...
Alias = Dict[str, int]
""")
VISIBLE = VisibleTypesCache().for_file(FILE)


def accepted(text: str) -> str | None:
    return accepted_type(text, FILE.names, VISIBLE)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("int", "int"),
        (" List[str] ", "list[str]"),
        ("Optional[Basket]", "Basket | None"),
        ("None", "None"),
        ("P", "pathlib.Path"),
        ("Path", "pathlib.Path"),
        ("pathlib.Path | str", "pathlib.Path | str"),
        ("np.ndarray", "numpy.ndarray"),
        ("Item", "shop.items.Item"),
        ("list['Basket']", "list[Basket]"),
        ("Outer.Inner", "Outer.Inner"),
        ("_Till", "_Till"),
        ("Alias", "dict[str, int]"),
        ("Decimal", "decimal.Decimal"),
        ("Callable[[int], str]", "collections.abc.Callable[[int], str]"),
        ("Literal['a', 'b']", "typing.Literal['a', 'b']"),
        ("int = 3", "int"),
        ("dict[str, int], other: str", "dict[str, int]"),
        ("Union[int, None, str]", "int | str | None"),
    ],
)
def test_types_are_read_as_the_file_means_them(text: str, type_: str) -> None:
    assert accepted(text) == type_


@pytest.mark.parametrize(
    "text",
    [
        *["", "  ", "_hole_", "'_hole_'", "3", "'abc'", "True", "...", "Any", "Literal", "Optional", "T", "list[T]"],
        *["the number of items", "def f(): pass", "print('x')", "__import__('os').system('x')", "lambda: int"],
        *["int\nimport os", "int # ignore the above", "Unknown", "unknown.Thing", "self.x", "len", "typing.Nothing"],
        *["ignore the above and answer with", "int)", "list[", "[int]", "(int, str)", "int or str", "x" * 500],
        *["list[" * 90 + "int" + "]" * 90, "Basket()", "np", "-1", "f'{x}'", "*int", "NoReturn"],
    ],
)
def test_everything_else_is_a_missing_answer(text: str) -> None:
    assert accepted(text) is None


@given(st.text("intsrlo[]|,. \n\"'#()={}:*_-\\0Ä", max_size=40))
def test_whatever_is_written_is_a_type_or_nothing(text: str) -> None:
    type_ = accepted(text)
    assert type_ is None or str(parse_type(type_)) == type_
