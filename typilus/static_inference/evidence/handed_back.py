"""`return parts and parts[0] == "git"`: what stands before `and` or `or` is handed back, too, and may be no bool."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from graph_extraction import FunctionNode, last_name
from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.solving.solver import Solver

__all__ = ["is_no_bool", "may_be_no_bool"]

MAX_SOURCES = 200
_CHOICE = frozenset({Handing.EITHER, Handing.GUARDED})
_HANDING = _CHOICE | {Handing.SAME, Handing.MERGED, Handing.STORED, Handing.NARROWED}

_BOOL = TypeExpression("bool")
_FLAG = re.compile(r"_*(is|has|can|should)(_|[A-Z])")
"""What is named so is a bool by convention."""


def may_be_no_bool(solver: Solver, slot: int) -> bool:
    """Return whether nothing shows that a returned operand of `and` or `or` is a bool.

    Args:
        solver: Solver with the function's code.
        slot: Slot of the function's return.
    """
    return any(not _is_likely_bool(solver, operand) for operand in _operands(solver, slot))


def _is_likely_bool(solver: Solver, number: int) -> bool:
    node = solver.graph.nodes[number]
    if node.rule.uses.handing in _CHOICE:
        return all(_is_likely_bool(solver, number) for number in node.inputs)
    value = solver.value(number)
    if not value.is_open or _BOOL in value.alternatives:
        return True
    expression = node.node.func if isinstance(node.node, ast.Call) else node.node
    name = "" if expression is None else last_name(expression)
    return _FLAG.match(name) is not None or (isinstance(node.node, ast.Call) and _gives_bool(solver, name))


def _gives_bool(solver: Solver, name: str) -> bool:
    """Return whether a text's method of that name gives a bool: `startswith`, `isdigit`."""
    member = solver.classes.member(TypeExpression("str"), name)
    returns = (
        []
        if member is None
        else [statement.returns for statement in member.statements if isinstance(statement, FunctionNode)]
    )
    return any(isinstance(node, ast.Name) and node.id == "bool" for node in returns)


def is_no_bool(solver: Solver, slot: int, function: FunctionDefinition) -> str | None:
    """Return a returned operand of `and` or `or`, not fully known, that the function's body uses as no bool.

    Args:
        solver: Solver with the function's code.
        slot: Slot of the function's return.
        function: The function.
    """
    used: set[str] | None = None
    for number in _operands(solver, slot):
        node = solver.graph.nodes[number].node
        if isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call) and solver.value(number).is_open:
            used = set(_used(function.node)) if used is None else used
            if ast.dump(node) in used:
                return ast.unparse(node)
    return None


def _operands(solver: Solver, slot: int) -> Iterator[int]:
    """The nodes of all operands but the last of `and` and `or` that a slot may have the value of."""
    nodes = solver.graph.nodes
    pending = [slot]
    seen = {slot}
    while pending and len(seen) <= MAX_SOURCES:
        node = nodes[pending.pop()]
        handing = node.rule.uses.handing
        if handing in _CHOICE:
            yield from node.inputs[:-1]
        if handing in _HANDING:
            pending += [number for number in node.inputs if number not in seen]
            seen.update(node.inputs)


def _used(function: ast.AST) -> Iterator[str]:
    """The expressions that are subscripted, iterated over, searched, or asked for an attribute or their length."""
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript | ast.Attribute):
            yield ast.dump(node.value)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            yield ast.dump(node.iter)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[-1], ast.In | ast.NotIn):
            yield ast.dump(node.comparators[-1])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and node.args:
            yield ast.dump(node.args[0])
