"""How little annotations say."""

from __future__ import annotations

import pytest

from graph_extraction import SymbolKind
from typilus.annotation_types import parse_type
from typilus.weaving.quality import quality_of, total_quality

PARAMETER, RETURN, VARIABLE = SymbolKind.PARAMETER, SymbolKind.RETURN, SymbolKind.VARIABLE


@pytest.mark.parametrize(
    ("type_", "score"),
    [
        ("int", 0),
        ("list[tuple[int, int]]", 0),
        ("object", 10),
        ("typing.Any", 5),
        ("dict[str, typing.Any]", 5),
        ("None", 2),
        ("str | None", 0),
        ("collections.abc.Callable", 5),
        ("collections.abc.Callable[..., int]", 0),
        ("collections.abc.Callable[[list], typing.Any]", 8),
        ("list", 3),
        ("tuple", 3),
        ("dict[str, list]", 3),
        ("list[object] | typing.Any", 15),
    ],
)
def test_scores(type_: str, score: int) -> None:
    assert quality_of(parse_type(type_), PARAMETER) == score


def test_what_is_not_acceptable() -> None:
    assert quality_of(None, PARAMETER) is None
    assert quality_of(parse_type("typing.Literal[3]"), VARIABLE) is None
    assert quality_of(parse_type("list[_hole_]"), VARIABLE) is None


def test_a_return_of_none_says_something() -> None:
    assert quality_of(parse_type("None"), RETURN) == 0


def test_the_example_of_the_report() -> None:
    # hello(name: string): any { let msg: undefined = "Hello" } has 5 + 2; with a hole it is not acceptable.
    types = [(parse_type("str"), PARAMETER), (parse_type("typing.Any"), RETURN), (parse_type("None"), VARIABLE)]
    assert total_quality(types) == 7
    assert total_quality([*types, (parse_type("_hole_"), RETURN)]) is None
