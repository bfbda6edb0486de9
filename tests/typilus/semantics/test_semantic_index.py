"""One index of a file: its scopes and definitions, and what a symbol's definition says."""

from __future__ import annotations

import ast

from graph_extraction import Symbol, SymbolKind, extract, parse_source
from typilus.semantics import SemanticIndex

TEXT = """\
import os
class Shop:
    size: int = 3
    def __init__(self, owner, till=None, *items):
        self.till = till
        def helper(count=0):
            return count
    if os.name:
        async def close(self): ...
try:
    total = 1
except ValueError:
    def late(): ...
match total:
    case 1:
        class Found: ...
"""


def symbols() -> dict[tuple[str, str], Symbol]:
    return {(symbol.scope, symbol.name): symbol for symbol in extract(parse_source(TEXT)).symbols}


def test_definitions_in_the_order_of_the_text() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    assert [scope.qualified_name for scope in index.scopes.values()] == [
        *("Shop", "Shop.__init__", "Shop.__init__.<locals>.helper", "Shop.close", "late", "Found")
    ]
    assert [node.name for node in index.classes] == ["Shop", "Found"]
    owners = {function.node.name: function.owner and function.owner.name for function in index.functions}
    assert owners == {"__init__": "Shop", "helper": None, "close": "Shop", "late": None}


def test_statements_stand_in_their_scopes() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    lines = {statement.lineno: scope.qualified_name for statement, scope in index.statements}
    assert (lines[1], lines[3], lines[7], lines[9], lines[13]) == (
        *("", "Shop", "Shop.__init__.<locals>.helper", "Shop.close", "late"),
    )
    assert [statement.lineno for statement, _ in index.statements] == sorted(
        statement.lineno for statement, _ in index.statements
    )


def test_parts_are_made_once() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    assert index.functions is index.functions
    assert index.scopes is index.scopes
    assert index.bindings is index.bindings


def test_the_definition_of_a_symbol() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    found = symbols()
    returned = index.function_of(found["Shop", "__init__"])
    assert returned is not None
    assert returned.qualified_name == "Shop.__init__"
    till, count = found["Shop.__init__", "till"], found["Shop.__init__.<locals>.helper", "count"]
    assert index.function_of(till) is returned
    default = index.default_of(till)
    assert isinstance(default, ast.Constant)
    assert default.value is None
    assert index.default_of(count) is not None
    assert index.default_of(found["Shop.__init__", "owner"]) is None
    attribute = index.binding_of(found["Shop", "till"])
    assert attribute is not None
    assert [ast.unparse(value) for value in attribute.values] == ["till"]


def test_a_symbol_has_what_its_kind_has() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    total = symbols()["", "total"]
    assert total.kind is SymbolKind.VARIABLE
    assert index.function_of(total) is None
    assert index.default_of(total) is None
    assert index.binding_of(total) is not None
    assert index.binding_of(symbols()["", "late"]) is None
