"""What iterating over a value, awaiting it and taking a mapping apart give."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

CLASSES = """
import asyncio, collections, enum
from collections.abc import AsyncIterator, Awaitable, Coroutine, Iterator, Mapping

class Color(enum.Enum):
    RED = 1

class Old:
    def __getitem__(self, index: int) -> bytes: ...

class Own:
    def __iter__(self): return OwnIterator()

class OwnIterator:
    def __next__(self) -> float: ...

class Later:
    def __aiter__(self) -> AsyncIterator[str]: ...
"""


def element(annotation: str, prefix: str = "") -> str:
    text = f"{CLASSES}\nasync def f(values: {annotation}):\n    {prefix}for value in values:\n        found = value\n"
    return inferred(text)["f.found"]


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        ("list[int]", "int"),
        ("dict[str, int]", "str"),
        ("str", "str"),
        ("bytes", "int"),
        ("tuple[int, str]", "int | str"),
        ("tuple[int, ...]", "int"),
        ("Iterator[bytes]", "bytes"),
        ("type[Color]", "Color"),
        ("Old", "bytes"),
        ("Own", "float"),
        ("range", "int"),
    ],
)
def test_elements(annotation: str, type_: str) -> None:
    assert element(annotation) == type_


@pytest.mark.parametrize(("annotation", "type_"), [("AsyncIterator[int]", "int"), ("Later", "str")])
def test_elements_that_are_waited_for(annotation: str, type_: str) -> None:
    assert element(annotation, "async ") == type_


@pytest.mark.parametrize(
    ("annotation", "type_"),
    [
        ("Awaitable[int]", "int"),
        ("Coroutine[None, None, str]", "str"),
        ("asyncio.Future[bytes]", "bytes"),
    ],
)
def test_awaiting(annotation: str, type_: str) -> None:
    assert inferred(f"{CLASSES}\nasync def f(value: {annotation}):\n    found = await value\n")["f.found"] == type_


@pytest.mark.parametrize("annotation", ["Mapping[str, int]", "dict[str, int]", "collections.OrderedDict[str, int]"])
def test_keys_and_values_of_a_mapping_that_is_unpacked(annotation: str) -> None:
    assert inferred(f"{CLASSES}\ndef f(value: {annotation}):\n    found = {{**value}}\n")["f.found"] == "dict[str, int]"
