"""Brackets, on arguments that are canonical already."""

from __future__ import annotations

import ast

import pytest

from typilus.annotation_types import TypeExpression, parse_type
from typilus.annotation_types.special_forms import BARE, WITHOUT_TYPE, WRAPPERS, apply, apply_literal, is_wrapper
from typilus.errors import TypeExpressionError


def applied(name: str, *arguments: str) -> str:
    return str(apply(name, tuple(map(parse_type, arguments))))


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("typing.Optional", ["int"], "int | None"),
        ("typing.Union", ["str", "int"], "int | str"),
        ("list", ["int", "str"], "list"),
        ("list", ["..."], "list"),
        ("dict", ["str"], "dict[str, typing.Any]"),
        ("pkg.Shop", ["int", "str", "bytes"], "pkg.Shop[int, str, bytes]"),
        ("pkg.Shop", ["typing.Any", "typing.Any"], "pkg.Shop"),
        ("pkg.Shop", ["[int, str]"], "pkg.Shop[[int, str]]"),
        ("collections.abc.Callable", ["[int]"], "collections.abc.Callable[[int], typing.Any]"),
        ("collections.abc.Callable", ["()", "int"], "collections.abc.Callable[[], int]"),
        ("tuple", ["..."], "tuple"),
        ("type", ["typing.Any"], "type"),
        ("collections.abc.Generator", [], "collections.abc.Generator[typing.Any, None, None]"),
        ("collections.abc.Generator", ["typing.Any", "typing.Any", "typing.Any"], "collections.abc.Generator"),
        ("collections.abc.AsyncGenerator", ["int"], "collections.abc.AsyncGenerator[int, None]"),
        ("contextlib.AbstractContextManager", ["int", "bool | None"], "contextlib.AbstractContextManager[int]"),
        ("contextlib.AbstractContextManager", ["int", "bool"], "contextlib.AbstractContextManager[int, bool]"),
        ("numpy.ndarray", ["tuple[int, int]", "numpy.dtype"], "numpy.ndarray[tuple[int, int], typing.Any]"),
        ("numpy.ndarray", ["tuple", "numpy.dtype"], "numpy.ndarray"),
        ("typing.TypeIs", ["typing.Any"], "typing.TypeIs[typing.Any]"),
        ("typing.Concatenate", ["int", "~P"], "typing.Concatenate[int, ~P]"),
    ],
)
def test_apply(name: str, arguments: list[str], expected: str) -> None:
    assert applied(name, *arguments) == expected


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("typing.Optional", []),
        ("typing.Union", []),
        ("list", ["[int]"]),
        ("type", ["int", "str"]),
        ("collections.abc.Callable", ["[int]", "int", "int"]),
        ("pkg.Shop", []),
    ],
)
def test_arguments_that_cannot_stand_there(name: str, arguments: list[str]) -> None:
    with pytest.raises(TypeExpressionError):
        applied(name, *arguments)


def test_literal_values() -> None:
    tree = ast.parse("[1, 'a', None, +2, True, b'b', Color.RED]", mode="eval").body
    assert isinstance(tree, ast.List)
    found = apply_literal(tree.elts, lambda node: TypeExpression(f"pkg.{ast.unparse(node)}"))
    assert str(found) == "typing.Literal['a', 1, 2, True, b'b', pkg.Color.RED] | None"
    for wrong in ["1.5", "-1.5", "[1]", "1j", "..."]:
        with pytest.raises(TypeExpressionError):
            apply_literal([ast.parse(wrong, mode="eval").body], lambda node: parse_type("list[int]"))
    with pytest.raises(TypeExpressionError, match="Literal of list"):
        apply_literal([ast.Name("x")], lambda node: parse_type("list[int]"))


def test_wrappers() -> None:
    assert all(is_wrapper(name) and name in WITHOUT_TYPE for name in WRAPPERS)
    assert is_wrapper("jaxtyping.Float")
    assert not is_wrapper("list")
    assert WITHOUT_TYPE.isdisjoint(BARE)
