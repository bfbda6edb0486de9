"""Names of scopes, and which of the statements that bind one name belong together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from graph_extraction import FunctionNode, applied_name, last_name, unapplied

__all__ = [
    "base_nodes",
    "dotted",
    "inner",
    "is_one_function",
    "is_overload",
    "plain",
    "qualified",
    "versions",
]

_LINE = re.compile(r"#\d+\.")


def qualified(module: str, scope: str) -> str:
    """`pkg.mod` and `Shop.add` to `pkg.mod.Shop.add`; names of `builtins` stand alone."""
    scope = plain(scope)
    return scope if module in ("builtins", "") else f"{module}.{scope}"


def plain(scope: str) -> str:
    """The `__qualname__` of a scope."""
    return _LINE.sub("", scope) if "#" in scope else scope


def versions(bound: Iterable[ast.stmt]) -> list[list[FunctionNode]]:
    """The functions among the statements that bind one name, in order; overloads and accessors are of one function."""
    found: list[list[FunctionNode]] = []
    for node in bound:
        if isinstance(node, FunctionNode):
            if found and is_one_function(found[-1][-1], node):
                found[-1].append(node)
            else:
                found.append([node])
    return found


def is_one_function(before: FunctionNode | ast.Lambda, node: FunctionNode | ast.Lambda) -> bool:
    """Whether two statements define one function, as overloads or as accessors of a property."""
    if before is node:
        return True
    return any(isinstance(each, FunctionNode) and (is_overload(each) or _is_accessor(each)) for each in (before, node))


def _is_accessor(node: FunctionNode) -> bool:
    """`@x.setter` and the like."""
    return any(
        isinstance(each, ast.Attribute) and each.attr in ("setter", "getter", "deleter") for each in node.decorator_list
    )


def inner(scope: str, name: str) -> str:
    """The `__qualname__` of something in a scope."""
    return f"{scope}.{name}" if scope else name


def dotted(node: ast.expr) -> str:
    """`a.b` of a name, attribute, or call or subscript of one; "" of others."""
    node = unapplied(node)
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return last_name(node)


def is_overload(node: FunctionNode) -> bool:
    """Whether it declares one signature of several."""
    return any(applied_name(decorator) == "overload" for decorator in node.decorator_list)


def base_nodes(node: ast.ClassDef) -> list[ast.expr]:
    """The bases of a class as written; of `six.with_metaclass(Meta, Base)` what stands behind the metaclass."""
    found: list[ast.expr] = []
    for base in node.bases:
        is_with_metaclass = isinstance(base, ast.Call) and applied_name(base.func) == "with_metaclass"
        found += base.args[1:] if isinstance(base, ast.Call) and is_with_metaclass else [base]
    return found
