"""The annotations that a donor has to give."""

from __future__ import annotations

from graph_extraction import SymbolKind, parse_source
from typilus.weaving.donations import donations_of, functions_by_key

DONOR = """
from typing import Final, List, overload
from _typeshed import Incomplete
from . import goods as g

LIMIT: Final = 3
unknown: Incomplete
count: int


class Shop:
    def add(self, item: g.Item, *rest: "List[Shop]") -> None:
        total = 0  # type: float

    @overload
    def get(self, key: int) -> str: ...
    @overload
    def get(self, key: str) -> bytes: ...
    def get(self, key): ...
"""


def test_types_are_canonical_by_the_names_of_the_donor() -> None:
    donations = donations_of(parse_source(DONOR), "pkg.shop", is_package=False)
    assert {donation.qualified_name: donation.type for donation in donations} == {
        "LIMIT": "",
        "unknown": "",
        "count": "int",
        "Shop.add()": "None",
        "Shop.add.item": "pkg.goods.Item",
        "Shop.add.rest": "list[pkg.shop.Shop]",
        "Shop.add.total": "float",
    }


def test_relative_imports_of_a_package_start_there() -> None:
    donations = donations_of(parse_source(DONOR), "pkg.shop", is_package=True)
    assert "pkg.shop.goods.Item" in {donation.type for donation in donations}


def test_places_are_told_as_symbols_are() -> None:
    (donation,) = donations_of(parse_source("class A:\n    def f(self, x: int): ...\n"), "", is_package=False)
    assert (donation.kind, donation.scope, donation.name, donation.line) == (SymbolKind.PARAMETER, "A.f", "x", 2)
    assert donation.function is not None
    assert donation.function.name == "f"


def test_functions_are_told_apart_by_the_parts_of_properties() -> None:
    text = "class A:\n    @property\n    def x(self): ...\n    @x.setter\n    def x(self, value): ...\n"
    functions = functions_by_key(parse_source(text))
    assert {key: [node.lineno for node in nodes] for key, nodes in functions.items()} == {
        ("A.x", ""): [3],
        ("A.x", "setter"): [5],
    }
