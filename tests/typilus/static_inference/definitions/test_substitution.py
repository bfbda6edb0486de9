"""Type variables and `Self`."""

from __future__ import annotations

import pytest

from typilus.annotation_types import parse_type
from typilus.static_inference.definitions.substitution import (
    applied,
    substituted,
    widened,
    with_self,
    without_variables,
)


def test_variables_are_replaced_and_others_stay() -> None:
    given = {"~T": parse_type("int")}
    assert str(substituted(parse_type("dict[~T, ~S]"), given)) == "dict[int, ~S]"
    assert str(substituted(parse_type("~T | None"), given)) == "int | None"


def test_self_is_the_receiver() -> None:
    assert str(with_self(parse_type("list[typing.Self]"), parse_type("a.Shop"))) == "list[a.Shop]"
    assert str(applied(parse_type("typing.Self | ~T"), parse_type("type[a.Shop]"), {"~T": parse_type("int")})) == (
        "a.Shop | int"
    )


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        ("~T", "typing.Any"),
        ("~AnyStr", "str"),
        ("list[~T]", "list"),
        ("typing.LiteralString", "str"),
        ("typing.Literal['a', 1]", "int | str"),
        ("typing.TypeIs[int]", "bool"),
    ],
)
def test_what_is_left_when_nothing_more_is_told(kind: str, left: str) -> None:
    assert str(without_variables(parse_type(kind))) == left


@pytest.mark.parametrize(
    ("value", "kind"),
    [("'a'", "str"), ("b'a'", "bytes"), ("True", "bool"), ("-1", "int"), ("pkg.Color.RED", "pkg.Color")],
)
def test_literals_have_a_class(value: str, kind: str) -> None:
    assert str(widened(parse_type(f"typing.Literal[{value}]"))) == kind


@pytest.mark.parametrize(
    ("declared", "known"),
    [
        ("dict[str | typing.Any, str | typing.Any]", "dict[str, str]"),
        ("tuple[str | typing.Any, ...]", "tuple[str, ...]"),
        ("list[list[int | typing.Any]]", "list[list[int]]"),
        ("list[None | typing.Any]", "list[None | typing.Any]"),
        ("str | typing.Any", "str | typing.Any"),
        ("list[~T | None]", "list[typing.Any | None]"),
    ],
)
def test_any_beside_something_inside_of_a_type(declared: str, known: str) -> None:
    assert without_variables(parse_type(declared)) == parse_type(known)
