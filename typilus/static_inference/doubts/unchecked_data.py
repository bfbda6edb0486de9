"""Values from unchecked data: for JSON, a row of a database or a pickle, declarations say no more than `Any`."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode
from typilus.static_inference.doubts.origins import Origins
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, Value
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.solving.solver import Solver

__all__ = ["is_unchecked_data"]

_ANYTHING = frozenset({"Any", "Incomplete", "MaybeNone"})
"""Names of `Any` in stubs."""
_TAKING = frozenset({"get", "pop"})
"""Methods that give a part of what they are called on."""


def is_unchecked_data(origins: Origins, slot: int) -> bool:
    """Return whether nothing is known of a slot, and a part of it comes from a function that is declared to return
    `Any`.

    Args:
        origins: Origins of the slot's types.
        slot: Slot of a symbol, or another node.
    """
    pending, seen = [slot], set[int]()
    while pending:
        start = pending.pop()
        if start in seen or not _is_unknown(origins.solver.value(start)):
            continue
        for number, _ in origins.back(start, _is_unknown):
            if number not in seen and _gives_anything(origins.solver, number):
                return True
            seen.add(number)
            pending += _whole(origins.solver, number)
    return False


def _gives_anything(solver: Solver, number: int) -> bool:
    """Return whether a node is a call of a function that is declared to return `Any`."""
    node = solver.graph.nodes[number]
    return isinstance(node.rule, Call) and any(map(_returns_anything, solver.value(node.inputs[0]).ordered))


def _whole(solver: Solver, number: int) -> list[int]:
    """Return the object that a call takes a part out of: for `data.get("name")` the node of `data.get`."""
    node = solver.graph.nodes[number]
    function = node.node.func if isinstance(node.node, ast.Call) else None
    is_part = isinstance(node.rule, Call) and isinstance(function, ast.Attribute) and function.attr in _TAKING
    return [node.inputs[0]] if is_part else []


def _is_unknown(value: TypeSet) -> bool:
    return value.is_open and not value.without("None").alternatives


def _returns_anything(value: Value) -> bool:
    nodes = value.definition.nodes if isinstance(value, FunctionValue) else ()
    declared = (node.returns for node in nodes if isinstance(node, FunctionNode) and node.returns is not None)
    return any(ast.unparse(node).rpartition(".")[2] in _ANYTHING for node in declared)
