"""Why a slot has its types: what flows into it, and by which rule."""

from __future__ import annotations

import ast

from typilus.static_inference.graph import TypeNode
from typilus.static_inference.solver import Solver
from typilus.static_inference.type_sets import FunctionValue, ModuleValue, TypeSet

__all__ = ["named", "reasons_of"]

MOST_REASONS = 3
LONGEST = 60


def reasons_of(solver: Solver, slot: int) -> list[str]:
    """In words, what flows into a slot: the code, its line, its types and the rule that gave them."""
    found: dict[str, None] = {}
    for number in solver.graph.nodes[slot].inputs:
        source = _written(solver, number)
        text = None if source is None else _reason(solver.graph.nodes[source], solver.value(source))
        if text is not None:
            found[text] = None
    return list(found)[:MOST_REASONS]


def _written(solver: Solver, number: int) -> int | None:
    """The node itself, or the nearest one behind it that stands for code."""
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        node = solver.graph.nodes[number]
        if isinstance(node.node, ast.expr) and hasattr(node.node, "lineno"):
            return number
        if not node.inputs:
            return None
        number = node.inputs[0]
    return None


def _reason(node: TypeNode, value: TypeSet) -> str | None:
    kinds = " | ".join(named(each) for each in value.ordered)
    if not kinds or not isinstance(node.node, ast.expr):
        return None
    code = " ".join(ast.unparse(node.node).split())
    code = code if len(code) <= LONGEST else f"{code[: LONGEST - 1]}…"
    place = f"line {node.node.lineno}" if node.module is None else f"{node.module.name}:{node.node.lineno}"
    return f"{place}: {code} is {kinds}{' or more' if value.is_open else ''} (by {node.rule.__name__})"


def named(value: object) -> str:
    """A type, function or module in words."""
    if isinstance(value, FunctionValue):
        return f"function {value.definition.name}"
    return f"module {value.name}" if isinstance(value, ModuleValue) else str(value)
