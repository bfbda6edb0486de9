"""What types say of what they hold."""

from __future__ import annotations

import pytest

from typilus.annotation_types import parse_type
from typilus.static_inference.objections.held_types import ELEMENT, emptied, holds_element, is_vague, is_whole, matched


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("list", True),
        ("list[typing.Any]", True),
        ("list[tuple[typing.Any, typing.Any]]", True),
        ("list[tuple[int, typing.Any]]", False),
        ("dict[str, typing.Any]", False),
        ("int", False),
    ],
)
def test_vague_containers(type_: str, expected: bool) -> None:
    assert is_vague(parse_type(type_)) is expected


def test_whole_types_leave_nothing_open() -> None:
    assert is_whole(parse_type("dict[str, list[int]]"))
    assert not is_whole(parse_type("dict[str, list]"))


def test_the_element_stands_for_what_is_held() -> None:
    pattern = emptied(parse_type("list[tuple[int, str]]"))
    assert holds_element(pattern)
    assert emptied(parse_type("int")) == ELEMENT
    assert str(matched(emptied(parse_type("list[int]")), parse_type("collections.abc.Sequence[str]"))) == "str"
    assert matched(emptied(parse_type("list[int]")), parse_type("int")) is None
