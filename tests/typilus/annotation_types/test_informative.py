"""What is left out of training, and coarser forms of a type."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.typilus.annotation_types.strategies import types
from typilus.annotation_types import TypeExpression, erase, is_informative, parse_type, prune, specifies
from typilus.annotation_types.informative import looks_like_type_variable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("int", True),
        ("object", True),
        ("list", True),
        ("int | None", True),
        ("list[~T]", True),
        ("pkg._vendor.Shop", True),
        ("typing.Self", True),
        ("typing.Literal['_x']", True),
        ("typing.Any", False),
        ("typing.Any | None", False),
        ("None", False),
        ("typing.NoReturn", False),
        ("~T", False),
        ("~P.args", False),
        ("~T | None", False),
        ("pkg._Shop", False),
        ("_Shop[int]", False),
        ("Unknown", False),
        ("pkg.Unknown", True),
    ],
)
def test_is_informative(text: str, expected: bool) -> None:
    assert is_informative(parse_type(text)) is expected


@pytest.mark.parametrize(
    ("text", "erased"),
    [
        ("int", "int"),
        ("list[list[int]]", "list"),
        ("dict[str, int] | list[int] | None", "dict | list | None"),
        ("list | list[int]", "list"),
        ("collections.abc.Callable[[int], str]", "collections.abc.Callable"),
        ("typing.Literal['a']", "typing.Literal"),
    ],
)
def test_erase(text: str, erased: str) -> None:
    assert str(erase(parse_type(text))) == erased


@pytest.mark.parametrize(
    ("text", "pruned"),
    [
        ("list[list[list[int]]]", "list[list]"),  # the paper's own example, with `list[Any]` = `list`
        ("list[list[int]]", "list[list[int]]"),
        ("dict[str, list[set[int]]]", "dict[str, list]"),
        ("dict[str, tuple[int, set[int]]]", "dict[str, tuple[int, typing.Any]]"),
        ("list[list[set[int] | int]] | None", "list[list[int | typing.Any]] | None"),
        ("collections.abc.Callable[[list[int]], str]", "collections.abc.Callable[[list[int]], str]"),
        ("tuple[int, typing.Unpack[tuple[list[int], ...]]]", "tuple[int, typing.Unpack[typing.Any]]"),
        ("list[list[typing.Literal['a']]]", "list[list[typing.Literal['a']]]"),
    ],
)
def test_prune(text: str, pruned: str) -> None:
    assert str(prune(parse_type(text))) == pruned


@settings(deadline=None)
@given(types())
def test_coarser_forms_are_stable_and_canonical(expression: TypeExpression) -> None:
    for coarser in (erase, prune):
        once = coarser(expression)
        assert coarser(once) == once
        assert parse_type(str(once)) == once


def test_names_of_type_variables() -> None:
    yes = ["T", "_T", "KT", "_VT_co", "S1", "T_contra", "ModelT", "_DataT", "AnyStr", "FromNativeR_co"]
    no = ["Q", "Tensor", "INT", "UUID", "HTTP", "list", "NT", "Tag", "t"]
    assert [name for name in yes if not looks_like_type_variable(name)] == []
    assert [name for name in no if looks_like_type_variable(name)] == []


@pytest.mark.parametrize(
    ("type_", "open_type", "expected"),
    [
        ("list[int]", "list", True),
        ("collections.abc.Sequence[int]", "list[typing.Any]", True),
        ("tuple[str, int]", "tuple[typing.Any, int]", True),
        ("tuple[str, int, int]", "tuple[typing.Any, int]", False),
        ("dict[str, str]", "dict[typing.Any, int]", False),
        ("set[int]", "list", False),
        ("dict[str, list[int]]", "dict[str, list]", True),
        ("list", "list[int]", False),
    ],
)
def test_a_type_specifies_another(type_: str, open_type: str, expected: bool) -> None:
    assert specifies(parse_type(type_), parse_type(open_type)) is expected
