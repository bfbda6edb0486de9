"""Which tests of parameters count, and where the function goes on."""

from __future__ import annotations

import ast
from textwrap import dedent, indent

import pytest

from typilus.static_inference.evidence.parameter_tests import Tested as Kind
from typilus.static_inference.evidence.parameter_tests import parameter_tests


def found_in(body: str) -> list[tuple[str, str, bool, bool]]:
    function = ast.parse(f"def f(a, b):\n{indent(dedent(body), '    ')}\n").body[0]
    assert isinstance(function, ast.FunctionDef)
    tests = parameter_tests(function, frozenset({"a", "b"}))
    return [(test.kind.value, test.name, test.may_hold, test.may_fail) for test in tests]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if a is None: pass", [("is None", "a", True, True)]),
        ("if a is not None: raise X", [("is None", "a", True, False)]),
        ("if not callable(a): raise X", [("callable", "a", True, False)]),
        ("if hasattr(a, 'x'): return NotImplemented", [("hasattr", "a", False, True)]),
        ("if isinstance(a, int) and c: raise X", [("isinstance", "a", True, True)]),
        ("if isinstance(a, int) or c: raise X", [("isinstance", "a", False, True)]),
        ("if not isinstance(a, int) or c: raise X", [("isinstance", "a", True, False)]),
        ("if isinstance(a, int): x\nelse: raise X", [("isinstance", "a", True, False)]),
        ("if isinstance(a, int): return\nraise X", [("isinstance", "a", True, False)]),
        ("if isinstance(a, int): assert False", [("isinstance", "a", False, True)]),
        ("x = a if a is None else b", [("is None", "a", True, True)]),
        ("lambda a: a is None", []),
        ("if c is None: pass", []),
        ("if a is b: pass", []),
        ("if type(a) == int: pass", [("isinstance", "a", True, True)]),
    ],
)
def test_where_the_function_goes_on(body: str, expected: list[tuple[str, str, bool, bool]]) -> None:
    assert found_in(body) == expected


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("a = 1\nif a is None: pass", ""),
        ("if c: a = 1\nif a is None: pass", "a"),
        ("if c: a = 1\nelse: a = 2\nif a is None: pass", ""),
        ("if c:\n  a = 1\nelse:\n  return\nif a is None: pass", ""),
        ("for a in b: a is None", ""),
        ("for c in b: a is None", "a"),
        ("try: a = 1\nexcept X: raise\nif a is None: pass", ""),
        ("try: a = 1\nexcept X: pass\nif a is None: pass", "a"),
        ("with x as a:\n  a is None", ""),
        ("with x as c:\n  a = 1\na is None", ""),
        ("match a:\n  case int(): a = 1\na is None", "aa"),
        ("match a:\n  case [int()]: pass", ""),
        ("match a:\n  case int() | str() as c: pass", "aa"),
        ("a += 1\na is None\nb is None", "b"),
    ],
)
def test_what_the_body_has_assigned_is_not_what_was_passed(body: str, names: str) -> None:
    assert "".join(name for _, name, _, _ in found_in(body)) == names


def test_kinds_are_told_in_words() -> None:
    assert [kind.value for kind in Kind] == ["isinstance", "is None", "callable", "hasattr"]
