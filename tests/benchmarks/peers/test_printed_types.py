"""What checkers print becomes what people write."""

from __future__ import annotations

import pytest

from benchmarks.peers.printed_types import annotation_text, element_of_star, split_top


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("int", "int"),
        ("Unknown", None),
        ("Unknown | None", None),
        ("None", "None"),
        ("float | Unknown", "float"),
        ("list[Unknown]", "list[typing.Any]"),
        ("Self@Shop", "typing.Self"),
        ("type[Self@Shop]", "type[typing.Self]"),
        ("Literal[3, 4]", "int"),
        ("Literal['a', 'b, c'] | None", "str | None"),
        ("Literal[Color.RED]", "Color"),
        ("LiteralString", "str"),
        ('Module("json")', "types.ModuleType"),
        ("TypeIs[(...) -> object]", "bool"),
        ('(x: int, y: str = "a") -> str', "typing.Callable[[int, str], str]"),
        ("(x) -> Unknown", "typing.Callable[[typing.Any], typing.Any]"),
        ("(...) -> int", "typing.Callable[..., int]"),
        ("() -> list[int]", "typing.Callable[[], list[int]]"),
        ("((x: int) -> str) | None", "typing.Callable[[int], str] | None"),
        ("dict[str, (x: int) -> int]", "dict[str, typing.Callable[[int], int]]"),
        ("TextIOWrapper[_WrappedBuffer]", "TextIOWrapper"),
        ("list[_T@sorted]", "list"),
    ],
)
def test_annotation_text(printed: str, written: str | None) -> None:
    assert annotation_text(printed) == written


def test_marks_in_brackets_and_quotes_do_not_split() -> None:
    assert split_top("a[b | c] | 'd | e' | f", " | ") == ["a[b | c]", "'d | e'", "f"]


@pytest.mark.parametrize(
    ("whole", "element"),
    [
        ("tuple[int, ...]", "int"),
        ("Tuple[int, int]", "int"),
        ("tuple[int, str]", None),
        ("dict[str, list[int]]", "list[int]"),
        ("Dict[str, int]", "int"),
        ("tuple", None),
        ("int", None),
    ],
)
def test_element_of_star(whole: str, element: str | None) -> None:
    assert element_of_star(whole) == element
