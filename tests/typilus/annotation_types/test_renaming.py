"""New names for classes, and what follows from them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.typilus.annotation_types.strategies import types
from typilus.annotation_types import TypeExpression, parse_type, rename
from typilus.errors import TypeExpressionError

TARGETS = {
    "pkg._shop.Shop": "pkg.Shop",
    "pkg._shop.Stall": "pkg.Shop",
    "pkg.compat.NDArray": "numpy.typing.NDArray",
    "pkg.compat.Unpack": "typing_extensions.Unpack",
    "pkg.compat.List": "typing.List",
    "pkg.compat.StrPath": "_typeshed.StrPath",
    "pkg.compat.Final": "typing.Final",
    "pkg.compat.Optional": "typing.Optional",
}


def spell(name: str) -> str:
    return TARGETS.get(name, name)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("list[pkg._shop.Shop] | None", "list[pkg.Shop] | None"),
        ("pkg._shop.Shop | pkg._shop.Stall", "pkg.Shop"),
        ("pkg._shop.Stall | pkg.Nook", "pkg.Nook | pkg.Shop"),
        ("pkg.compat.NDArray[numpy.int8]", "numpy.ndarray[typing.Any, numpy.dtype[numpy.int8]]"),
        ("pkg.compat.NDArray", "numpy.ndarray"),
        ("tuple[pkg.compat.Unpack[~Ts]]", "tuple[typing.Unpack[~Ts]]"),
        ("pkg.compat.List[int]", "list[int]"),
        ("pkg.compat.List[typing.Any]", "list"),
        ("pkg.compat.StrPath | None", "os.PathLike[str] | str | None"),
        ("pkg.compat.Final[int]", "int"),
        ("pkg.compat.Optional[int]", "int | None"),
        ("collections.abc.Callable[[pkg._shop.Shop], tuple[pkg._shop.Stall, ...]]",
         "collections.abc.Callable[[pkg.Shop], tuple[pkg.Shop, ...]]"),
        ("typing.Literal[pkg._shop.Shop.OPEN]", "typing.Literal[pkg._shop.Shop.OPEN]"),
        ("tuple[()]", "tuple[()]"),
    ],
)  # fmt: skip
def test_rename(before: str, after: str) -> None:
    assert str(rename(parse_type(before), spell)) == after


def test_what_turns_out_to_be_no_type() -> None:
    with pytest.raises(TypeExpressionError, match="Final"):
        rename(parse_type("pkg.compat.Final"), spell)


@settings(deadline=None)
@given(types())
def test_without_new_names_nothing_changes(expression: TypeExpression) -> None:
    assert rename(expression, lambda name: name) == expression
