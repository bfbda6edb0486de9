"""Syntax nodes by their names: functions of either kind, and the dotted, last and applied names of expressions."""

from __future__ import annotations

import ast

__all__ = ["DefinitionNode", "FunctionNode", "applied_name", "dotted_name", "last_name", "receiver_of", "unapplied"]

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
DefinitionNode = FunctionNode | ast.ClassDef


def last_name(node: ast.AST) -> str:
    """The identifier of a name or attribute: `b` of `a.b`, "" of anything else."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def dotted_name(node: ast.AST) -> str | None:
    """`self.shop.items` as text, None unless it is a name or attributes of one."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


def unapplied(node: ast.expr) -> ast.expr:
    """Return what is called or subscripted: `cache` of `cache(1)`, `Generic` of `Generic[T]`, else the node itself."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node


def applied_name(node: ast.expr) -> str:
    """The last name of a decorator, base or annotation, with or without arguments.

    `overload` of `typing.overload`, `lru_cache` of `lru_cache(1)`, `Generic` of `Generic[T]`, "" of others.
    """
    return last_name(unapplied(node))


def receiver_of(method: FunctionNode) -> ast.arg | None:
    """Return the parameter through which a method receives its object or class, None for a static method."""
    positional = method.args.posonlyargs or method.args.args
    if not positional or any(last_name(decorator) == "staticmethod" for decorator in method.decorator_list):
        return None
    return positional[0]
