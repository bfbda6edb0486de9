"""Backward rejection: a type that breaks an operation it would flow into is not a symbol's (HiTyper, section 3.3)."""

from __future__ import annotations

import ast

from typilus.annotation_types.expression import CALLABLE, NONE, UNION, TypeExpression
from typilus.static_inference.graph import TypeNode
from typilus.static_inference.rules.attributes import read_member
from typilus.static_inference.rules.operators import METHODS, operate
from typilus.static_inference.rules.signatures import accepts
from typilus.static_inference.solver import Solver
from typilus.static_inference.usage import wanted_by
from typilus.static_inference.uses import Use, UseKind, uses_of

__all__ = ["objection"]

DEEPEST = 3
"""So many operations behind one another are followed."""
_NEEDED: dict[UseKind, tuple[tuple[str, ...], str]] = {
    UseKind.CALL: (("__call__",), "is called"),
    UseKind.ITERATION: (("__iter__", "__aiter__", "__getitem__"), "is iterated over"),
    UseKind.SUBSCRIPT: (("__getitem__", "__class_getitem__"), "is subscripted"),
    UseKind.CONTEXT: (("__enter__", "__aenter__"), "is entered by with"),
    UseKind.AWAIT: (("__await__",), "is awaited"),
}


def objection(solver: Solver, slot: int, kind: TypeExpression, depth: int = DEEPEST) -> str | None:
    """In words, which operation does not take a type; None if all may.

    Of a union some member must do: where one is meant, the others were excluded before. What is not fully known
    (a class whose bases are elsewhere) is not rejected.

    Args:
        solver: with the code that uses the slot.
        slot: or another node whose value would have the type.
        kind: recommended.
        depth: how many operations behind one another to follow.
    """
    members = [each for each in (kind.arguments if kind.name == UNION else (kind,)) if each != NONE]
    for use in uses_of(solver.graph, slot):
        reasons = [_reason(solver, use, each, depth) for each in members]
        if reasons and None not in reasons:
            node = solver.graph.nodes[use.node].node
            line = getattr(node, "lineno", None)
            return f"{reasons[0]}" + (f" (line {line})" if line is not None else "")
    return None


def _reason(solver: Solver, use: Use, kind: TypeExpression, depth: int) -> str | None:
    """Why one operation does not take one type."""
    if not _is_known(solver, kind):
        return None
    node = solver.graph.nodes[use.node]
    if use.kind is UseKind.ATTRIBUTE:
        return _without_attribute(solver, use, node, kind, depth)
    if use.kind in _NEEDED:
        names, what = _NEEDED[use.kind]
        if kind.name in ("type", CALLABLE) or any(solver.classes.member(kind, each) is not None for each in names):
            return None
        return f"{what}, which {kind} does not allow"
    if use.kind is UseKind.OPERAND:
        return _without_operator(solver, use, node, kind)
    if use.kind is UseKind.ARGUMENT and not solver.value(node.inputs[0]).is_open:
        wanted = list(wanted_by(solver, node, use.place - 1))
        if wanted and not any(accepts(solver, each, kind) for each in wanted):
            return f"is handed to a parameter of type {wanted[0]}"
    return None


def _is_known(solver: Solver, kind: TypeExpression) -> bool:
    if kind.name[0] == "~" or kind.name in ("typing.Any", "object", "typing.Self", "typing.Literal", "type", CALLABLE):
        return False
    return solver.classes.has_all_bases(kind.name) and solver.classes.member(kind, "__getattr__") is None


def _without_attribute(solver: Solver, use: Use, node: TypeNode, kind: TypeExpression, depth: int) -> str | None:
    name: str = node.data
    if isinstance(node.node, ast.Attribute) and not isinstance(node.node.ctx, ast.Load):
        return None
    found = read_member(solver, kind, name)
    if found is None and _may_have(solver, kind, name):
        return None
    if found is None:
        return f"{kind} has no {name}"
    if found.is_open or not found.alternatives or depth == 0 or len(found.types) < len(found.alternatives):
        return None
    reasons = [objection(solver, use.node, each, depth - 1) for each in found.types]
    return f".{name}: {reasons[0]}" if reasons and None not in reasons else None


def _may_have(solver: Solver, kind: TypeExpression, name: str) -> bool:
    """Stubs keep private names to themselves, and what data classes declare may not be written in the code."""
    definition = solver.classes.find(kind.name)
    if definition is None:
        return True
    return name.startswith("_") if definition.module.is_stub else bool(definition.decorators)


def _without_operator(solver: Solver, use: Use, node: TypeNode, kind: TypeExpression) -> str | None:
    """Where the other side is known, and neither side's method takes the other."""
    others = solver.value(node.inputs[1 - use.place])
    if others.is_open or not others.types or node.data not in METHODS:
        return None
    name = METHODS[node.data]
    for other in others.types:
        pair = (kind, other) if use.place == 0 else (other, kind)
        if not _is_known(solver, other) or operate(solver, *pair, name) is not None:
            return None
    return f"has no operator {name} for {others.types[0]}, which it is used with"
