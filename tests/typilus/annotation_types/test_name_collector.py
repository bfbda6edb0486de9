"""Statements scope by scope, and which binding of a name counts."""

from __future__ import annotations

import ast

from typilus.annotation_types.name_collector import NameCollector, statements_of_scope

NESTED = """
if x: a1
elif y: a2
else: a3
if not TYPE_CHECKING: b2
else: b1
try: c1
except E: c2
else: c3
finally: c4
for i in x: d1
else: d2
while x: e1
with x: f1
match x:
    case 1: g1
def function(): hidden
class Class: hidden
"""


def test_statements_of_scope_are_in_order_and_stay_in_their_scope() -> None:
    statements = statements_of_scope(ast.parse(NESTED).body)
    found = [ast.unparse(statement) for statement in statements if isinstance(statement, ast.Expr)]
    assert found == ["a1", "a2", "a3", "b1", "b2", "c1", "c2", "c3", "c4", "d1", "d2", "e1", "f1", "g1"]


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
