"""The kinds of disagreement."""

from __future__ import annotations

import pytest

from typilus.annotation_types import TypeLattice, parse_type
from typilus.auditing.disagreement import Disagreement, compare

HIERARCHY = {
    "shop.Press": ("shop.Event",),
    "shop.Release": ("shop.Event",),
    "shop.Error": ("Exception",),
    "shop.Other": ("Exception",),
    "shop.Row": ("typing.TypedDict",),
    "shop.First": ("enum.Enum",),
    "shop.Second": ("enum.Enum",),
    "shop.Readable": ("typing.Protocol",),
}


def kind(written: str, predicted: str) -> Disagreement | None:
    return compare(parse_type(written), parse_type(predicted), TypeLattice(HIERARCHY))


@pytest.mark.parametrize(
    ("written", "predicted"),
    [
        ("float", "int"),
        ("int", "float | None"),
        ("str", "bytes"),
        ("str | None", "int | None"),
        ("list[int]", "dict[str, int]"),
        ("shop.Event", "dict[str, shop.Event]"),
        ("type[shop.Event]", "shop.Event"),
        ("int", "typing.Self"),
        ("shop.First", "shop.Second"),
        ("shop.Error", "shop.Other"),
        ("shop.Readable", "str"),
    ],
)
def test_different(written: str, predicted: str) -> None:
    assert kind(written, predicted) is Disagreement.DIFFERENT
    assert kind(predicted, written) is Disagreement.DIFFERENT


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("str", "str | None"),
        ("shop.Press", "shop.Event"),
        ("dict[str, int]", "dict"),
        ("list[int]", "collections.abc.Sequence[int]"),
        ("bool", "int"),
        ("int", "int | float"),
    ],
)
def test_one_above_the_other(narrow: str, wide: str) -> None:
    assert kind(wide, narrow) is Disagreement.MORE_PRECISE
    assert kind(narrow, wide) is Disagreement.WIDER


@pytest.mark.parametrize(
    ("written", "predicted", "expected"),
    [
        ("list[int]", "list[str]", Disagreement.ARGUMENTS),
        ("list[int] | None", "collections.abc.Sequence[str]", Disagreement.ARGUMENTS),
        ("int | str", "str | bytes", Disagreement.OVERLAPPING),
        ("shop.Press", "shop.Release | None", Disagreement.RELATED),
        ("shop.Press", "typing.Self", Disagreement.RELATED),
        ("shop.Row", "dict[str, int] | None", Disagreement.RELATED),
        ("shop.Readable", "shop.Press", Disagreement.RELATED),
        ("shop.Readable", "typing.TextIO", Disagreement.RELATED),
    ],
)
def test_lesser_kinds(written: str, predicted: str, expected: Disagreement) -> None:
    assert kind(written, predicted) is expected


@pytest.mark.parametrize(("written", "predicted"), [("int", "int"), ("typing.Any", "int"), ("None", "int")])
def test_no_disagreement(written: str, predicted: str) -> None:
    assert kind(written, predicted) is None
