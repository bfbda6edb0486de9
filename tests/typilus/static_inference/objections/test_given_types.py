"""Types given for others."""

from __future__ import annotations

import pytest

from typilus.annotation_types import parse_type
from typilus.static_inference import StaticInference
from typilus.static_inference.objections.given_types import disagree


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("int", "str"),
        ("int", "float"),
        ("str", "object"),
        ("list[str]", "collections.abc.Sequence[str]"),
        ("collections.abc.Sequence[int]", "list[str]"),
        ("list[float]", "list[int]"),
        ("nowhere.Thing", "str"),
        ("str | bytes", "int"),
    ],
)
def test_types_that_disagree(wanted: str, value: str) -> None:
    assert disagree(parse_type(wanted), parse_type(value), StaticInference().program.classes, is_fixed=True)


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("float", "int"),
        ("object", "str"),
        ("collections.abc.Sequence[str]", "list[str]"),
        ("list", "list[int]"),
        ("list[typing.Any]", "list[int]"),
        ("str", "str | None"),
        ("str", "nowhere.Thing"),
    ],
)
def test_types_that_agree(wanted: str, value: str) -> None:
    assert not disagree(parse_type(wanted), parse_type(value), StaticInference().program.classes, is_fixed=True)


def test_a_display_takes_on_what_is_wanted() -> None:
    classes = StaticInference().program.classes
    assert not disagree(parse_type("list[float]"), parse_type("list[int]"), classes, is_fixed=False)
    assert disagree(parse_type("list[str]"), parse_type("list[int]"), classes, is_fixed=False)
