"""The values whose uses tell what a symbol cannot be."""

from __future__ import annotations

from graph_extraction import SymbolKind
from typilus.static_inference.evidence.stored_values import is_guess
from typilus.static_inference.graph.uses import NAMES, readable_at
from typilus.static_inference.rules.containers import Element
from typilus.static_inference.solving.solver import Solver

__all__ = ["used_as"]

MAX_NAMES = 10
"""Of what has more names, the origin is not looked for."""


def used_as(solver: Solver, slot: int, symbol_kind: SymbolKind) -> list[int]:
    """The nodes whose operations must take a symbol's type: its slot, and of a variable what is assigned of which
    nothing is known, for the places where it is read come after one assignment or another.
    """
    if symbol_kind is not SymbolKind.VARIABLE:
        return [slot]
    assigned = readable_at(solver.graph, slot)[1:]
    unknown = (one for one in assigned if not solver.value(one).without("None").types or _is_of_guess(solver, one))
    return [slot, *unknown]


def _is_of_guess(solver: Solver, number: int) -> bool:
    """Return whether a node is an element of something whose type was guessed by what is done with elements."""
    nodes = solver.graph.nodes
    if not isinstance(nodes[number].rule, Element):
        return False
    for _ in range(MAX_NAMES):
        node = nodes[number]
        if not (isinstance(node.rule, Element) or node.rule.uses.handing in NAMES):
            return any(is_guess(nodes[one]) for one in node.inputs)
        number = node.inputs[0]
    return False
