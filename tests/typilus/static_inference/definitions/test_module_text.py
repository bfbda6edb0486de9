"""Classes and functions as the text defines them."""

from __future__ import annotations

import ast
from textwrap import dedent

from typilus.static_inference.definitions.module_text import ModuleText, bound_names
from typilus.static_inference.definitions.scope_names import dotted

SOURCE = """
from typing import overload
import os.path as p, sys
if True:
    x = 1
class Shop:
    limit = 3
    @overload
    def get(self, key: int) -> int: ...
    @overload
    def get(self, key: str) -> str: ...
    def get(self, key):
        self.last = key
    @staticmethod
    def make(): ...
    @classmethod
    def build(cls): ...
    def todo(self):
        "Later."
        raise NotImplementedError
"""


def module() -> ModuleText:
    return ModuleText("pkg.shop", "", ast.parse(dedent(SOURCE)))


def test_bindings_of_a_module() -> None:
    assert set(module().body) == {"overload", "p", "sys", "x", "Shop"}


def test_methods() -> None:
    text = module()
    node = next(each for each in text.tree.body if isinstance(each, ast.ClassDef))
    shop = text.class_of(node, "")
    assert shop is text.class_of(node, "")
    assert shop.name == "pkg.shop.Shop"
    methods = {each.scope: each for each in shop.methods}
    assert len(methods["Shop.get"].overloads) == 2
    assert methods["Shop.get"].receiver == "self"
    assert methods["Shop.make"].receiver is None
    assert methods["Shop.build"].is_class_method
    assert methods["Shop.todo"].is_abstract
    assert not methods["Shop.get"].is_abstract
    assert {name: [each.scope for each in found] for name, found in shop.assigned.items()} == {"last": ["Shop.get"]}


def test_relative_imports() -> None:
    (statement,) = ast.parse("from ..a import b").body
    assert isinstance(statement, ast.ImportFrom)
    assert ModuleText("pkg.sub.mod", "", ast.parse("")).absolute(statement) == "pkg.a"
    assert ModuleText("pkg.sub", "", ast.parse(""), is_package=True).absolute(statement) == "pkg.a"


def test_bound_names() -> None:
    code = "def f(a, *b):\n global c\n c = d = 1\n def g(): e = 1\n import x.y\n [h for h in a if (i := h)]\n"
    (function,) = ast.parse(code).body
    assert isinstance(function, ast.FunctionDef)
    assert bound_names(function) == (frozenset({"a", "b", "d", "g", "i", "x"}), frozenset({"c"}))
    (expression,) = ast.parse("lambda a, *b: (c := a)").body
    assert isinstance(expression, ast.Expr)
    assert isinstance(expression.value, ast.Lambda)
    assert bound_names(expression.value) == (frozenset({"a", "b", "c"}), frozenset())


def test_of_a_stub_only_the_branches_that_count_are_read() -> None:
    code = "import sys\nif sys.version_info < (3,):\n a = 1\nelse:\n b = 1\ntry:\n c = 1\nexcept E:\n d = 1\n"
    assert set(ModuleText("m", "", ast.parse(code)).body) == {"sys", "a", "b", "c", "d"}
    assert set(ModuleText("m", "", ast.parse(code), is_stub=True).body) == {"sys", "b", "c", "d"}


def test_dotted_names() -> None:
    (statement,) = ast.parse("a.b(1)[2]").body
    assert isinstance(statement, ast.Expr)
    assert dotted(statement.value) == "a.b"


def test_a_line_tells_which_of_many_definitions_of_one_name_is_meant() -> None:
    module = ModuleText("m", "m.py", ast.parse("def f():\n    pass\n\n\n" * 5 + "x = 1\n"))
    functions = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
    for node in (functions[0], *reversed(functions[1:])):
        module.function_of([node], "")
    lines = [node.lineno for node in functions]
    assert [module.located("f", line) for line in lines] == ["f", *(f"#{line}.f" for line in lines[1:])]
    assert [module.located("f", line + 1) for line in lines] == ["f", *(f"#{line}.f" for line in lines[1:])]
    assert module.located("f", lines[-1] + 4) == "f", "behind the last"
    assert module.located("g", 1) == "g"
