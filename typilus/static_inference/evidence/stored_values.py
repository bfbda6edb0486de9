"""Attributes that hold what a parameter was given, so that what is done with them is done with it."""

from __future__ import annotations

from typilus.annotation_types import NONE
from typilus.static_inference.graph.dependency_graph import TypeNode
from typilus.static_inference.graph.type_sets import type_set
from typilus.static_inference.graph.uses import stored_in
from typilus.static_inference.rules.value_flow import Constant
from typilus.static_inference.solving.solver import Solver

__all__ = ["holders_of", "is_guess"]


def holders_of(solver: Solver, slot: int) -> list[int]:
    """Return the slots of attributes that have a slot's value and no other, apart from None."""
    return [attribute for attribute in stored_in(solver.graph, slot) if _has_one_value(solver, attribute)]


def is_guess(node: TypeNode) -> bool:
    """Return whether a node is the type that a slot was given by its uses."""
    return isinstance(node.rule, Constant) and node.node is None


def _has_one_value(solver: Solver, attribute: int) -> bool:
    nodes = solver.graph.nodes
    values = [number for number in nodes[attribute].inputs if not is_guess(nodes[number])]
    return sum(solver.value(number) != type_set(NONE) for number in values) == 1
