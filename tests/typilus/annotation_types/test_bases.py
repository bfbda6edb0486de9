"""Class hierarchies from source."""

from __future__ import annotations

import ast

from typilus.annotation_types import FileNames, TypeLattice, collect_bases, parse_type

SOURCE = """
import enum, typing as t
from typing import Generic, List, NewType, TypedDict, Dict, Protocol, Optional
from .base import Base
T = t.TypeVar("T")
class Plain: ...
class Shop(Base, Generic[T]):
    class Shelf(List[int]): ...
class Color(str, enum.Enum): ...
class Row(TypedDict): ...
class Made(make(), Plain): ...
class Proto(Protocol[T]): ...
UserId = NewType("UserId", int)
Point = t.NamedTuple("Point", [])
def function():
    class Local(Shop[int], metaclass=Meta): ...
class Plain(int): ...
"""


def test_collect_bases() -> None:
    tree = ast.parse(SOURCE)
    assert collect_bases(tree, FileNames.from_tree(tree, "pkg.mod")) == {
        "pkg.mod.Plain": (),
        "pkg.mod.Shop": ("pkg.base.Base", "typing.Generic"),
        "pkg.mod.Shop.Shelf": ("list",),
        "pkg.mod.Color": ("str", "enum.Enum"),
        "pkg.mod.Row": ("typing.TypedDict",),
        "pkg.mod.Made": ("pkg.mod.Plain",),
        "pkg.mod.Proto": ("typing.Protocol",),
        "pkg.mod.UserId": ("int",),
        "pkg.mod.Point": ("tuple",),
        "pkg.mod.function.Local": ("pkg.mod.Shop",),
    }


def test_what_is_collected_orders_the_lattice() -> None:
    tree = ast.parse(SOURCE)
    lattice = TypeLattice(collect_bases(tree, FileNames.from_tree(tree, "pkg.mod")))
    for lower, upper in [
        ("pkg.mod.function.Local", "pkg.base.Base"),
        ("pkg.mod.Shop.Shelf", "collections.abc.Sequence"),
        ("pkg.mod.UserId", "float"),
        ("pkg.mod.Row", "collections.abc.Mapping[str, object]"),
        ("pkg.mod.Point", "collections.abc.Sequence"),
        ("typing.Literal[pkg.mod.Color.RED]", "str"),
    ]:
        assert lattice.is_subtype(parse_type(lower), parse_type(upper)), (lower, upper)
        assert not lattice.is_subtype(parse_type(upper), parse_type(lower)), (lower, upper)
