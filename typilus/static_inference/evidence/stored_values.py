"""Attributes that hold what a parameter was given, so that what is done with them is done with it."""

from __future__ import annotations

from collections.abc import Iterator

from typilus.annotation_types import ANY, NONE, TypeExpression
from typilus.static_inference.graph.dependency_graph import TypeNode
from typilus.static_inference.graph.type_sets import type_set
from typilus.static_inference.graph.uses import handed_in, stored_in
from typilus.static_inference.rules.value_flow import Constant
from typilus.static_inference.solving.solver import Solver

__all__ = ["copies_of", "holders_of", "is_guess"]

_COPYING = frozenset({"list", "dict", "set"})


def holders_of(solver: Solver, slot: int) -> list[int]:
    """Return the slots of attributes that have a slot's value and no other, apart from None."""
    return [attribute for attribute in stored_in(solver.graph, slot) if _has_one_value(solver, attribute)]


def copies_of(solver: Solver, slot: int) -> Iterator[TypeExpression]:
    """Yield the containers that attributes hold as copies of a slot's value: `self.lines = list(lines or [])`.

    What is put into them later tells what they are copied from.
    """
    for call in handed_in(solver.graph, slot):
        callee = solver.value(solver.graph.nodes[call].inputs[0])
        names = {type_.arguments[0].name for type_ in callee.types if type_.name == "type" and type_.arguments}
        if len(names) == len(callee.alternatives) == 1 and names <= _COPYING:
            for attribute in stored_in(solver.graph, call):
                for type_ in solver.value(attribute).types:
                    if type_.name in names and type_.arguments and ANY not in type_.arguments:
                        yield type_


def is_guess(node: TypeNode) -> bool:
    """Return whether a node is the type that a slot was given by its uses."""
    return isinstance(node.rule, Constant) and node.node is None


def _has_one_value(solver: Solver, attribute: int) -> bool:
    nodes = solver.graph.nodes
    values = [number for number in nodes[attribute].inputs if not is_guess(nodes[number])]
    return sum(solver.value(number) != type_set(NONE) for number in values) == 1
