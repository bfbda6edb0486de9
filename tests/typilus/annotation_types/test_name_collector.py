"""Statements scope by scope, and which binding of a name counts."""

from __future__ import annotations

import ast

from typilus.annotation_types.name_collector import NameCollector


def test_what_checkers_see_of_an_if_comes_first() -> None:
    assert collected("if TYPE_CHECKING: import a as x\nelse: import b as x\n").imports == {"x": "a"}
    assert collected("if not TYPE_CHECKING: import a as x\nelse: import b as x\n").imports == {"x": "b"}


def collected(source: str) -> NameCollector:
    collector = NameCollector("m", "")
    collector.collect(ast.parse(source).body)
    return collector


def test_outer_scopes_come_first() -> None:
    source = "def f():\n  import b as x\n  class C: ...\nclass D:\n  class C: ...\n  def g():\n    import c as x"
    source += "\nimport a as x"
    found = collected(source)
    assert found.imports == {"x": "a"}
    assert found.definitions == {"D": "m.D", "C": "m.f.C", "D.C": "m.D.C"}


def test_values_are_no_aliases() -> None:
    source = "A = 1\nB = 'text'\nC = [int]\nD = int\nE = x.Y\nF = List[int]\nG = int | None\nH = f()\nI = I\nJ = not x"
    found = collected(source)
    assert list(found.aliases) == ["D", "E", "F", "G"]
    assert found.definitions == {"H": "m.H"}
    assert found.bound == set("ABCDEFGHIJ")


def test_only_classes_and_modules_have_aliases_by_assignment() -> None:
    assert list(collected("class A:\n  Key = Union[int, str]\n  key = other").aliases) == ["Key"]
    assert collected("def f():\n  x = y[0]\n  z = y.w").aliases == {}
    assert list(collected("def f():\n  X: TypeAlias = int").aliases) == ["X"]
