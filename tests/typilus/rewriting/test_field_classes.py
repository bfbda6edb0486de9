"""Classes in whose body annotations do more than to annotate."""

from __future__ import annotations

import ast

from typilus.rewriting.field_classes import field_classes

SOURCE = """
import abc, typing, enum, attrs
from typing import Generic
from dataclasses import dataclass
from elsewhere import Base, register
@dataclass
class A: pass
class B(A): pass
class C(typing.NamedTuple): pass
class D(enum.Enum): pass
class E(D): pass
@attrs.define(slots=True)
class F: pass
class G(BaseModel): pass
class H(Generic[T], abc.ABC): pass
class I(Base): pass
class J(I): pass
class K(metaclass=register.Meta): pass
@register
class L(H, Exception): pass
class M(L): pass
class N(collections.namedtuple("N", "a")): pass
import collections
"""


def test_field_classes() -> None:
    assert {node.name for node in field_classes(ast.parse(SOURCE))} == set("ACDEFGIJKLM")
