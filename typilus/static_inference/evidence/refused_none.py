"""Parameters whose bodies do not provide for None, though calls may hand it over: `def take(line): return line[0]`."""

from __future__ import annotations

import ast

from typilus.annotation_types import NONE
from typilus.static_inference.evidence.usage import wanted_by
from typilus.static_inference.graph.input_uses import UseKind
from typilus.static_inference.graph.uses import Use, uses_of
from typilus.static_inference.operations.argument_binding import accepts
from typilus.static_inference.operations.operator_methods import METHODS, operate
from typilus.static_inference.rules.attributes import Member
from typilus.static_inference.rules.operators import Augmented, Binary, Comparison
from typilus.static_inference.rules.value_flow import Parameter
from typilus.static_inference.solving.solver import Solver

__all__ = ["refuses_none"]

_NEEDED = frozenset({UseKind.CALL, UseKind.ITERATION, UseKind.SUBSCRIPT, UseKind.CONTEXT, UseKind.AWAIT})


def refuses_none(solver: Solver, slot: int) -> bool:
    """Return whether a parameter has an unguarded use that None does not allow, and no call passes a literal None.

    Args:
        solver: Solver with the code of the function and of its callers.
        slot: Slot of the parameter.
    """
    nodes = solver.graph.nodes
    if not isinstance(nodes[slot].rule, Parameter) or NONE not in solver.value(slot).alternatives:
        return False
    if any(_is_written_none(nodes[number].node) for number in nodes[slot].inputs):
        return False
    return any(_breaks(solver, use) for use in uses_of(solver.graph, slot))


def _is_written_none(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _breaks(solver: Solver, use: Use) -> bool:
    """Return whether an operation that None reaches does not take it."""
    node = solver.graph.nodes[use.node]
    if use.place >= len(node.inputs) or NONE not in solver.value(node.inputs[use.place]).alternatives:
        return False  # tested before
    if isinstance(node.rule, Member):
        return not hasattr(None, node.rule.attribute)
    if isinstance(node.rule, Comparison):
        return use.place == 1 and node.rule.operators[0] in (ast.In, ast.NotIn)
    if use.kind is UseKind.OPERAND:
        return _is_no_operand(solver, use)
    if use.kind is UseKind.ARGUMENT and not solver.value(node.inputs[0]).is_open:
        wanted = list(wanted_by(solver, node, use.place - 1))
        return bool(wanted) and not any(accepts(solver, type_, NONE) for type_ in wanted)
    return use.kind in _NEEDED


def _is_no_operand(solver: Solver, use: Use) -> bool:
    """Return whether an operator takes no None beside the known types of its other side."""
    node = solver.graph.nodes[use.node]
    others = [type_ for type_ in solver.value(node.inputs[1 - use.place]).types if type_ != NONE]
    pairs = [(NONE, other) if use.place == 0 else (other, NONE) for other in others]
    operator = node.rule.operator if isinstance(node.rule, Binary | Augmented) else None
    return (
        operator is not None
        and bool(pairs)
        and all(operate(solver, *pair, METHODS[operator]) is None for pair in pairs)
    )
