"""One index of a file: its scopes and definitions, and what a symbol's definition says."""

from __future__ import annotations

import ast

from graph_extraction import Symbol, SymbolKind, extract, parse_source
from typilus.semantics import SemanticIndex, semantics_of, semantics_of_text

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


def test_a_document_has_one_index() -> None:
    document = parse_source(TEXT)
    assert semantics_of(document) is semantics_of(document)
    assert semantics_of(document).tree is document.tree
    assert semantics_of(document) is not semantics_of(parse_source(TEXT))


def test_drafts_that_cannot_be_parsed_have_none() -> None:
    index = semantics_of_text(TEXT)
    assert index is not None
    assert semantics_of_text(TEXT) is index
    assert semantics_of_text("def f(:") is None


def test_the_innermost_function_around_a_line() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    around = [index.function_around(line) for line in (1, 3, 5, 6, 7, 9, 13)]
    assert [function and function.node.name for function in around] == [
        *(None, None, "__init__", "helper", "helper", "close", "late"),
    ]


def test_methods_of_a_class_are_those_of_its_own_body() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    shop, found = index.classes
    assert [method.node.name for method in index.methods_of(shop)] == ["__init__", "close"]
    assert index.methods_of(found) == []


def test_names_that_come_from_outside() -> None:
    text = "def f(b, c=d):\n    global e\n    g = b + e + h\n    return g\nclass J:\n    k = l\n    m = k\n"
    assert SemanticIndex(ast.parse(text)).free_names == {"d", "e", "h", "l"}


def test_every_node_is_met_in_the_block_around_it() -> None:
    index = SemanticIndex(ast.parse(TEXT))
    scopes = {node: scope.qualified_name for node, scope in index.scoped_nodes()}
    assert scopes.keys() == set(ast.walk(index.tree))
    names = {(node.id, scope) for node, scope in scopes.items() if isinstance(node, ast.Name)}
    assert {("till", "Shop.__init__"), ("count", "Shop.__init__.<locals>.helper"), ("os", "Shop")} <= names
