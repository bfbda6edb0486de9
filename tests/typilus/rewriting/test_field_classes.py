"""Classes in whose body annotations do more than to annotate."""

from __future__ import annotations

import ast

from typilus.rewriting.field_classes import field_classes

SOURCE = """
@dataclass
class A: pass
class B(A): pass
class C(typing.NamedTuple): pass
class D(enum.Enum): pass
class E(D): pass
@attrs.define(slots=True)
class F: pass
class G(BaseModel): pass
class H(Generic[T]): pass
"""


def test_field_classes() -> None:
    assert {node.name for node in field_classes(ast.parse(SOURCE))} == set("ACDEFG")
