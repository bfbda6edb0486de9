"""What comes out of data: of a JSON document, a row of a database or a pickle declarations say no more than `Any`."""

from __future__ import annotations

import ast

from typilus.static_inference.definitions import Function
from typilus.static_inference.origins import Origins
from typilus.static_inference.rules import calls
from typilus.static_inference.type_sets import FunctionValue, TypeSet, Value

__all__ = ["is_unchecked_data"]

_ANYTHING = frozenset({"Any", "Incomplete", "MaybeNone"})
"""Names of `Any` in stubs."""


def is_unchecked_data(origins: Origins, slot: int) -> bool:
    """Whether nothing is known of a slot, and something of it comes from a function that is declared to return `Any`.

    Args:
        origins: of what the slot has.
        slot: of a symbol.
    """
    solver = origins.solver
    if not _is_unknown(solver.value(slot)):
        return False
    nodes = solver.graph.nodes
    return any(
        nodes[number].rule is calls.call and any(map(_returns_anything, solver.value(nodes[number].inputs[0]).ordered))
        for number, _ in origins.back(slot, _is_unknown)
    )


def _is_unknown(value: TypeSet) -> bool:
    return value.is_open and not value.without("None").alternatives


def _returns_anything(value: Value) -> bool:
    node = value.definition.node if isinstance(value, FunctionValue) else None
    declared = node.returns if isinstance(node, Function) else None
    return declared is not None and ast.unparse(declared).rpartition(".")[2] in _ANYTHING
