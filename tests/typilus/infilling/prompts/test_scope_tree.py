"""Scopes by Python's own names, duplicates told apart, the innermost first."""

from __future__ import annotations

import ast

from tests.typilus.infilling.prompts.test_scope_prompts import OWN_FILES
from typilus.infilling.prompts.scope_tree import ScopeTree
from typilus.project.reading import read_file
from typilus.semantics import SemanticIndex

TEXT = """
class Shop:
    class Item:
        def name(self): ...
    def add(self):
        def inner(): ...
    if True:
        def add(self): ...
def add(): ...
"""


def tree_of(text: str) -> ScopeTree:
    return ScopeTree(SemanticIndex(ast.parse(text)))


def test_scopes_have_pythons_names_and_duplicates_a_number() -> None:
    assert [node.id for node in tree_of(TEXT).nodes] == [
        "",
        "Shop",
        "Shop.Item",
        "Shop.Item.name",
        "Shop.add",
        "Shop.add.<locals>.inner",
        "Shop.add#2",
        "add",
    ]


def test_levels_are_bottom_up() -> None:
    levels = [[node.id for node in level] for level in tree_of(TEXT).levels()]
    assert levels == [
        ["Shop.Item.name", "Shop.add.<locals>.inner", "Shop.add#2", "add"],
        ["Shop.Item", "Shop.add"],
        ["Shop"],
        [""],
    ]
    assert [[node.id for node in level] for level in tree_of("x = 1").levels()] == [[""]]


def test_children_come_in_earlier_levels_in_real_files() -> None:
    for path in OWN_FILES:
        tree = ScopeTree(read_file(path).semantics)
        earlier: set[str] = set()
        for level in tree.levels():
            for node in level:
                assert {child.id for child in node.children} <= earlier
                assert tree.node_of(node.scope) is node
            earlier |= {node.id for node in level}
        assert len(earlier) == len(tree.nodes)
