"""What control flow proves of a function: that it hands nothing back, or that it never comes back at all."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction.graph import SymbolKind
from typilus.annotation_types import TypeExpression
from typilus.rewriting.field_classes import last_name
from typilus.rewriting.scopes import Function, own_nodes
from typilus.rewriting.slots import Slot

__all__ = ["completes", "unproved"]

_NEVER = frozenset({"typing.NoReturn", "typing.Never"})


def unproved(expression: TypeExpression, slot: Slot) -> str | None:
    """In words, why `None` or `NoReturn` is not written in a slot; None if it is proved, and for all other types.

    Neither is written for anything but a return: a parameter or variable that is only ever `None` has another type in
    mind.
    """
    never = expression.name in _NEVER
    if not never and expression.name != "None":
        return None
    if slot.kind is not SymbolKind.RETURN or not isinstance(slot.statement, Function):
        return f"{expression} alone would allow no value"
    return _against_never(slot.statement) if never else _against_none(slot.statement)


def _against_none(function: Function) -> str | None:
    returned = [node for node in own_nodes(function) if isinstance(node, ast.Return)]
    valued = [node.value for node in returned if not _is_none(node.value)]
    if valued and valued[0] is not None:
        return f"it returns a value on line {valued[0].lineno}"
    if _is_generator(function):
        return "it is a generator"
    if _is_hook(function):
        return "its body is for others to write"
    if not returned and not completes(function.body):
        return "it never comes to its end"
    return None


def _against_never(function: Function) -> str | None:
    returned = next((node for node in own_nodes(function) if isinstance(node, ast.Return)), None)
    if returned is not None:
        return f"it returns on line {returned.lineno}"
    if _is_generator(function):
        return "it is a generator"
    if _is_hook(function):
        return "its body is for others to write"
    return "control flow does not prove that it never returns" if completes(function.body) else None


def completes(body: Sequence[ast.stmt]) -> bool:
    """Whether control can reach the end of a block; in doubt it can."""
    return all(map(_passes, body))


def _passes(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break):
        return False
    if isinstance(node, ast.If):
        return completes(node.body) or completes(node.orelse)
    if isinstance(node, ast.While):
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        return not endless or _breaks(node)
    if isinstance(node, ast.Try):
        if not completes(node.finalbody):
            return False
        return completes([*node.body, *node.orelse]) or any(completes(handler.body) for handler in node.handlers)
    return True


def _breaks(loop: ast.While) -> bool:
    """Whether a `break` leaves this very loop."""
    pending: list[ast.AST] = list(loop.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Break):
            return True
        if isinstance(node, ast.For | ast.AsyncFor | ast.While):
            pending.extend(node.orelse)
        elif not isinstance(node, Function | ast.ClassDef | ast.expr):
            pending.extend(ast.iter_child_nodes(node))
    return False


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _is_generator(function: Function) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))


def _is_hook(function: Function) -> bool:
    """Abstract, without a body, or with one that only says that it is not implemented."""
    if any(last_name(decorator).startswith("abstract") for decorator in function.decorator_list):
        return True
    rest = [node for node in function.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    if not rest:
        return True
    raised = rest[-1].exc if isinstance(rest[-1], ast.Raise) else None
    return raised is not None and last_name(raised) == "NotImplementedError"
