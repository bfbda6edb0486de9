"""Syntax nodes by their names, functions of either kind, and the statements inside others."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = [
    "DefinitionNode",
    "FunctionNode",
    "applied_name",
    "dotted_name",
    "inner_statements",
    "last_name",
    "receiver_of",
    "statements_of_scope",
    "unapplied",
]

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


def inner_statements(statement: ast.stmt | ast.Module) -> list[ast.stmt]:
    """The statements directly inside another, those of its handlers and cases too, in the order of the text."""
    inner: list[ast.stmt] = list(getattr(statement, "body", ()))
    for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        inner += part.body
    return [*inner, *getattr(statement, "orelse", ()), *getattr(statement, "finalbody", ())]


def statements_of_scope(
    body: Iterable[ast.stmt], branches: Callable[[ast.If], Sequence[ast.stmt]] = inner_statements
) -> Iterator[ast.stmt]:
    """The statements of one scope, those inside `if`, `try`, loops, `with` and `match` included, in order.

    Args:
        body: Statements at the top of the scope.
        branches: The statements of an `if` that count, the first first.
    """
    stack = [iter(body)]
    while stack:
        statement = next(stack[-1], None)
        if statement is None:
            stack.pop()
            continue
        yield statement
        if not isinstance(statement, DefinitionNode):
            inner = branches(statement) if isinstance(statement, ast.If) else inner_statements(statement)
            if inner:
                stack.append(iter(inner))
