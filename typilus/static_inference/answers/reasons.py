"""Explain the types of a slot by the values that flow into it and their rules, or by the uses of its value."""

from __future__ import annotations

import ast
import re
from itertools import chain

from typilus.static_inference.definitions.module_text import INSTANCE, NAMELESS
from typilus.static_inference.graph.dependency_graph import TypeNode
from typilus.static_inference.graph.type_sets import FunctionValue, ModuleValue, TypeSet
from typilus.static_inference.graph.uses import readable_at, uses_of
from typilus.static_inference.solving.solver import Solver

__all__ = ["named", "reason_of", "reasons_of", "uses_in_words"]

MAX_REASONS = 3
_INSTANCES = re.compile(rf"{INSTANCE}\d+")
MAX_CODE_LENGTH = 60


def reasons_of(solver: Solver, slot: int) -> list[str]:
    """Return the values that flow into a slot, in words: the code, its line, its types and the rule that gave them."""
    reasons: dict[str, None] = {}
    for number in solver.graph.nodes[slot].inputs:
        source = _written(solver, number)
        text = None if source is None else reason_of(solver.graph.nodes[source], solver.value(source))
        if text is not None:
            reasons[text] = None
    return list(reasons)[:MAX_REASONS]


def uses_in_words(solver: Solver, slot: int) -> list[str]:
    """Return the uses of a slot's value, in words: the code, its line and the kind of operation."""
    uses: dict[str, None] = {}
    for use in chain.from_iterable(uses_of(solver.graph, number) for number in readable_at(solver.graph, slot)):
        node = solver.graph.nodes[use.node]
        if isinstance(node.node, ast.expr):
            uses[f"{_place(node)}: {_code(node.node)} uses it ({use.kind.value})"] = None
    return list(uses)[:MAX_REASONS]


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


def reason_of(node: TypeNode, value: TypeSet) -> str | None:
    """Return what a node's code is and by which rule, None if it stands for no expression or is not known."""
    types = " | ".join(named(value) for value in value.ordered)
    if not types or not isinstance(node.node, ast.expr) or not hasattr(node.node, "lineno"):
        return None
    more = " or more" if value.is_open else ""
    return f"{_place(node)}: {_code(node.node)} is {types}{more} (by {node.rule.name})"


def _place(node: TypeNode) -> str:
    line = getattr(node.node, "lineno", 0)
    return f"line {line}" if node.module is None or node.module.name == NAMELESS else f"{node.module.name}:{line}"


def _code(node: ast.expr) -> str:
    try:
        code = " ".join(ast.unparse(node).split())
    except RecursionError:  # nested deeper than Python's own stack
        return "…"
    return code if len(code) <= MAX_CODE_LENGTH else f"{code[: MAX_CODE_LENGTH - 1]}…"


def named(value: object) -> str:
    """A type, function or module in words."""
    if isinstance(value, FunctionValue):
        bound = ", some arguments bound" if value.taken or value.named else ""
        return f"function {_INSTANCES.sub('', value.definition.name)}{bound}"
    return f"module {value.name}" if isinstance(value, ModuleValue) else str(value)
