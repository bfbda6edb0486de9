"""What a name means at a place."""

from __future__ import annotations

import ast

from typilus.semantics import SemanticIndex
from typilus.semantics.lexical_scopes import Scope, own_nodes

SOURCE = """
import os.path, sys as system
from a import b as c
class A:
    member = 1
    def list(self, x, *y, **z):
        global outer
        outer = inner = [w := 1 for hidden in x]
        for each, (other, *rest) in x: pass
        with x as opened: pass
        try: pass
        except E as error: pass
        def nested(): deep = 1
        x.attribute = lambda quiet: 1
"""


def scopes() -> tuple[Scope, Scope, Scope]:
    module = Scope(ast.parse(SOURCE))
    class_node = module.node.body[2]
    assert isinstance(class_node, ast.ClassDef)
    class_scope = Scope(class_node, module)
    function = class_node.body[1]
    assert isinstance(function, ast.FunctionDef)
    return module, class_scope, Scope(function, class_scope)


def test_names_that_a_block_binds() -> None:
    module, class_scope, function = scopes()
    assert module.bound == {"os", "system", "c", "A"}
    assert class_scope.bound == {"member", "list"}
    assert function.foreign == {"outer"}
    assert function.bound == {
        *("self", "x", "y", "z", "inner", "w", "each", "other", "rest", "opened", "error", "nested"),
    }


def test_a_class_hides_names_in_its_own_body_only() -> None:
    module, class_scope, function = scopes()
    assert class_scope.hides("list")
    assert not function.hides("list")
    assert function.hides("x")
    assert not module.hides("A")


def test_own_nodes_are_without_contexts_operators_and_what_is_inside_of_definitions() -> None:
    block = ast.parse("@wrap\ndef inner(): hidden\nx += -a and {**b}\n[c for d in e if not f]\nlambda: g")
    nodes = list(own_nodes(block))
    assert [node.id for node in nodes if isinstance(node, ast.Name)] == ["wrap", "x", "a", "b", "f", "e", "c"]
    not_own = ast.expr_context | ast.operator | ast.unaryop | ast.boolop | ast.comprehension
    assert not any(isinstance(node, not_own) for node in nodes)


METHODS = """
class Shop:
    def add(self, item):
        def again():
            def once_more(): ...
        def other(self):
            def inside(): ...
        class Inner:
            def of_inner(this): ...
        again.self = lambda: None
    @staticmethod
    def make(item): ...
def outside(self): ...
"""


def test_the_method_whose_receiver_a_function_sees() -> None:
    found = {}
    for node, scope in SemanticIndex(ast.parse(METHODS)).scopes.items():
        method = scope.method
        found[node.name] = method and (method.owner.qualified_name, method.node.name, method.receiver)
    add = ("Shop", "add", "self")
    assert found == {
        "Shop": None,
        "add": add,
        "again": add,
        "once_more": add,
        "other": None,
        "inside": None,
        "Inner": None,
        "of_inner": ("Shop.add.<locals>.Inner", "of_inner", "this"),
        "make": None,
        "outside": None,
    }
