"""Several definitions of one name: each has types of its own."""

from __future__ import annotations

from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from typilus.static_inference.inference import StaticInference


def types_by_line(source: str) -> dict[tuple[str, int], str]:
    read = parse_source(dedent(source), "<string>")
    symbols = extract(read).symbols
    found = StaticInference().infer(read, "", symbols)
    return {
        (symbol.name, symbol.line): str(each.type)
        for symbol, each in zip(symbols, found, strict=True)
        if each is not None
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("if sys.platform == 'win32':", "else:"),
        ("try:", "except ImportError:"),
        ("if a:", "if b:"),
        ("class A:", "class A:"),
        ("class A:", "class B:"),
        ("def outer(a):", "def outer(b):"),
        ("class A:\n  if x:", "  else:"),
    ],
)
def test_each_definition_has_types_of_its_own(first: str, second: str) -> None:
    lines = first.count("\n")
    source = f"{first}\n    def home(user):\n        place = 1\n        return place\n"
    source += f"{second}\n    def home(user):\n        place = 'x'\n        return place\n"
    found = types_by_line(source)
    assert found["home", 2 + lines] == found["place", 3 + lines] == "int"
    assert found["home", 6 + lines] == found["place", 7 + lines] == "str"


def test_a_call_of_one_of_them_gives_what_either_returns() -> None:
    source = """
        import sys
        if sys.platform == 'win32':
            def home(user):
                return 1
        else:
            def home(user):
                return 'x'
        here = home('me')
        """
    assert types_by_line(source)["here", 9] == "int | str"


def test_what_is_registered_for_a_single_dispatch_is_no_other_registered_function() -> None:
    source = """
        from functools import singledispatch
        @singledispatch
        def show(value):
            return b''
        @show.register
        def _(value: int):
            return 1
        @show.register
        def _(value: str):
            return 'x'
        """
    found = types_by_line(source)
    assert (found["show", 4], found["_", 7], found["_", 10]) == ("bytes", "int", "str")


def test_accessors_of_a_property_and_overloads_are_one() -> None:
    source = """
        from typing import overload
        class A:
            @property
            def x(self):
                return self._x
            @x.setter
            def x(self, value):
                self._x = 1
            @overload
            def f(self, a: int) -> int: ...
            @overload
            def f(self, a: str) -> str: ...
            def f(self, a):
                return a
        y = A().x
        z = A().f(1)
        """
    found = types_by_line(source)
    assert (found["x", 5], found["y", 16], found["z", 17]) == ("int", "int", "int")


def test_inside_of_one_of_them_all_names_are_its_own() -> None:
    source = """
        def f(a):
            def inner(b):
                c = b
                return c
            return inner(1)
        def f(a):
            def inner(b):
                c = str(b)
                return c
            return inner(b'')
        """
    found = types_by_line(source)
    assert (found["b", 3], found["c", 4], found["inner", 3], found["f", 2]) == ("int",) * 4
    assert (found["b", 8], found["c", 9], found["inner", 8], found["f", 7]) == ("bytes", "str", "str", "str")
