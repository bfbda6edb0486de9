"""The slots of symbols: their keys, and what is known of them."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from graph_extraction import SymbolKind, extract, parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.annotation_types import parse_type
from typilus.static_inference.answers.symbol_slots import SymbolSlots, functions_of, is_of_overload, keys_of
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.module_text import NAMELESS, ModuleText
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind
from typilus.static_inference.graph.type_sets import as_type
from typilus.static_inference.solving.solver import Solver

SOURCE = dedent(
    """
    limit = 3

    def double(number: int = 1):
        result = number * 2
        def inner(): return ""
        return result

    def count():
        yield 1

    class Shop:
        rooms = 2

        def __init__(self, owner):
            self.owner = owner
            self.open = True

        def close(self): return None
    """
)


def built(name: str = "pkg.shop") -> tuple[ModuleText, Solver]:
    module = ModuleText(name, "", ast.parse(SOURCE))
    modules = Modules({})
    modules.add(module)
    solver = Solver(Program(modules))
    solver.program.build(module)
    solver.run()
    return module, solver


SYMBOLS = {
    f"{symbol.scope}.{symbol.name}".lstrip(".") + ("()" if symbol.kind is SymbolKind.RETURN else ""): symbol
    for symbol in extract(parse_source(SOURCE)).symbols
}


@pytest.mark.parametrize(
    ("symbol", "scopes"),
    [
        ("limit", {SlotKind.NAME: ""}),
        ("double.result", {SlotKind.NAME: "double"}),
        ("double()", {SlotKind.RETURN: "double"}),
        ("double.inner()", {SlotKind.RETURN: "double.<locals>.inner"}),
        ("Shop.rooms", {SlotKind.ATTRIBUTE: "Shop", SlotKind.NAME: "Shop"}),
        ("Shop.owner", {SlotKind.ATTRIBUTE: "Shop", SlotKind.NAME: "Shop"}),
        ("Shop.close()", {SlotKind.RETURN: "Shop.close"}),
    ],
)
def test_keys_name_kind_and_scope(symbol: str, scopes: dict[SlotKind, str]) -> None:
    module, _ = built()
    name = SYMBOLS[symbol].name
    keys = [SlotKey(kind, "pkg.shop", scope, name) for kind, scope in scopes.items()]
    assert list(keys_of(module, SYMBOLS[symbol])) == keys


@pytest.mark.parametrize(
    ("symbol", "types"),
    [
        ("limit", "int"),
        ("double.result", "int"),
        ("double()", "int"),
        ("double.number", "int"),
        ("count()", "collections.abc.Generator[int, None, None]"),
        ("Shop.rooms", "int"),
        ("Shop.open", "bool"),
        ("Shop.close()", "None"),
    ],
)
def test_what_is_known_of_symbols(symbol: str, types: str) -> None:
    module, solver = built()
    found = SymbolSlots(solver).types(module, SYMBOLS[symbol])
    assert found is not None
    assert str(as_type(found)) == types


def test_an_annotation_does_not_speak_for_itself() -> None:
    module, solver = built()
    found = SymbolSlots(solver).types(module, SYMBOLS["double.number"])
    assert found is not None
    assert found.is_open  # the default alone is known: calls may hand over anything


def test_what_the_graph_does_not_have_has_no_number() -> None:
    module, solver = built()
    other = ModuleText("pkg.other", "", ast.parse(SOURCE))
    assert SymbolSlots(solver).number(other, SYMBOLS["limit"]) is None
    assert SymbolSlots(solver).types(other, SYMBOLS["limit"]) is None
    assert SymbolSlots(solver).number(module, SYMBOLS["limit"]) is not None


def test_functions_are_found_by_their_returns_alone() -> None:
    module, _ = built()
    assert [function.scope for function in functions_of(module, SYMBOLS["Shop.close()"])] == ["Shop.close"]
    assert list(functions_of(module, SYMBOLS["limit"])) == []


def test_a_file_without_a_module_name_has_bare_names() -> None:
    module, solver = built(NAMELESS)
    slots, bare = SymbolSlots(solver), parse_type("list[Shop | str]")
    defined = slots.defined(bare, module)
    assert str(defined) == f"list[{NAMELESS}.Shop | str]"
    assert slots.shown(defined) == bare
    assert slots.defined(bare, ModuleText("pkg.shop", "", ast.parse(SOURCE))) == bare


def test_attributes_that_a_class_does_not_set_itself() -> None:
    found = inferred(
        """
        from http.server import BaseHTTPRequestHandler
        class Base:
            def __init__(self):
                self.count = 1
        class Heir(Base):
            def show(self):
                return self.count
        class Handler(BaseHTTPRequestHandler):
            def length(self):
                return int(self.headers["Content-Length"])
        """
    )
    assert found["Heir.count"] == "int"
    assert found["Handler.headers"] == "email.message.Message"


def test_symbols_of_overloads() -> None:
    overload = "@overload\ndef get(key, limit=..., *, sure, many=...): ...\n"
    source = parse_source(f"from typing import overload\n{overload * 2}def get(key, **options):\n    return key\n")
    module = ModuleText(NAMELESS, "", source.tree)
    Program(Modules({NAMELESS: module})).build(module)
    found = [(symbol.name, symbol.line) for symbol in extract(source).symbols if is_of_overload(module, symbol)]
    assert sorted(found) == [("get", 3), ("get", 5), ("key", 3), ("key", 5), ("sure", 3), ("sure", 5)]


def test_a_property_of_a_base_class_is_what_reading_it_gives() -> None:
    source = """
    class Base:
        @property
        def row(self):
            return [1]
    class Sub(Base):
        def __init__(self):
            self.row
            self.first = self.row
    """
    assert inferred(source)["Sub.first"] == "list[int]"
    assert inferred(source).get("Sub.row", "list[int]") == "list[int]"
