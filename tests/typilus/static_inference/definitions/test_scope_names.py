"""Names of scopes, and statements that belong together."""

from __future__ import annotations

import ast

import pytest

from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.scope_names import plain, qualified, versions


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("", ""),
        ("Shop.add", "Shop.add"),
        ("#12.home", "home"),
        ("Shop.#3.add.<locals>.inner", "Shop.add.<locals>.inner"),
        ("#1.f.<locals>.#2.g", "f.<locals>.g"),
    ],
)
def test_names_have_no_lines(scope: str, expected: str) -> None:
    assert plain(scope) == expected
    assert qualified("pkg", scope) == f"pkg.{expected}"


def test_overloads_and_accessors_are_one_function() -> None:
    text = """
@overload
def f(a: int): ...
@overload
def f(a: str): ...
def f(a): ...
def f(b): ...
@property
def f(c): ...
@f.setter
def f(d): ...
f = 1
"""
    found = versions(ast.parse(text).body)
    assert [[node.args.args[0].arg for node in nodes] for nodes in found] == [["a", "a", "a"], ["b"], ["c", "d"]]


def test_a_line_tells_definitions_apart() -> None:
    module = ModuleText("m", "", ast.parse("def f(a):\n    pass\ndef f(b):\n    pass\n"))
    first, second = (module.function_of(nodes, "") for nodes in versions(module.body["f"]))
    assert (first.scope, second.scope) == ("f", "#3.f")
    assert (module.located("f", 1), module.located("f", 4)) == ("f", "#3.f")
    assert {first.name, second.name} == {"m.f"}
    assert module.define(second.nodes, "f") is second
