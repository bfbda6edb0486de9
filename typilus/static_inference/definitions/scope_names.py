"""Names of scopes, and which of the statements that bind one name belong together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from graph_extraction import FunctionNode, applied_name, last_name, unapplied
from typilus.semantics import is_overload

__all__ = [
    "base_nodes",
    "dotted",
    "inner",
    "is_accessor",
    "is_one_function",
    "plain",
    "qualified",
    "versions",
]

_LINE = re.compile(r"#\d+\.")


def qualified(module: str, scope: str) -> str:
    """Return `pkg.mod.Shop.add` for `pkg.mod` and `Shop.add`. Names of `builtins` stand alone."""
    scope = plain(scope)
    return scope if module in ("builtins", "") else f"{module}.{scope}"


def plain(scope: str) -> str:
    """The `__qualname__` of a scope."""
    return _LINE.sub("", scope) if "#" in scope else scope


def versions(bound: Iterable[ast.stmt]) -> list[list[FunctionNode]]:
    """Return the functions among the statements that bind one name, with overloads and accessors of one function
    together.
    """
    functions: list[list[FunctionNode]] = []
    for node in bound:
        if isinstance(node, FunctionNode):
            if functions and is_one_function(functions[-1][-1], node):
                functions[-1].append(node)
            else:
                functions.append([node])
    return functions


def is_one_function(before: FunctionNode | ast.Lambda, node: FunctionNode | ast.Lambda) -> bool:
    """Return whether two statements define one function, as overloads or as accessors of a property."""
    if before is node:
        return True
    return any(isinstance(node, FunctionNode) and (is_overload(node) or is_accessor(node)) for node in (before, node))


def is_accessor(node: FunctionNode | ast.Lambda) -> bool:
    """Return whether a function is an accessor beside a getter: `@x.setter` and the like."""
    return isinstance(node, FunctionNode) and any(
        isinstance(decorator, ast.Attribute) and decorator.attr in ("setter", "getter", "deleter")
        for decorator in node.decorator_list
    )


def inner(scope: str, name: str) -> str:
    """The `__qualname__` of something in a scope."""
    return f"{scope}.{name}" if scope else name


def dotted(node: ast.expr) -> str:
    """Return `a.b` for a name, an attribute, or a call or subscript of one, "" for others."""
    node = unapplied(node)
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return last_name(node)


def base_nodes(node: ast.ClassDef) -> list[ast.expr]:
    """Return the bases of a class as written. For `six.with_metaclass(Meta, Base)`, these follow the metaclass."""
    nodes: list[ast.expr] = []
    for base in node.bases:
        is_with_metaclass = isinstance(base, ast.Call) and applied_name(base.func) == "with_metaclass"
        nodes += base.args[1:] if isinstance(base, ast.Call) and is_with_metaclass else [base]
    return nodes
