"""The getters of properties that calls make."""

from __future__ import annotations

import ast

import pytest

from typilus.static_inference.definitions.made_properties import getter_of


@pytest.mark.parametrize(
    ("value", "getter"),
    [
        ("property(get, put)", "get"),
        ("property(fget=get)", "get"),
        ("property(lambda self: 1)", "lambda self: 1"),
        ("property(fset=put)", None),
        ("property()", None),
        ("other(get)", None),
        ("property", None),
    ],
)
def test_the_getter_is_what_reading_calls(value: str, getter: str | None) -> None:
    found = getter_of(ast.parse(value, mode="eval").body)
    assert (found and ast.unparse(found)) == getter
