"""`self.size = int(size)`: who converts a parameter is ready for something else, whatever its default is."""

from __future__ import annotations

from typilus.annotation_types import NONE, TypeExpression
from typilus.semantics import default_of
from typilus.static_inference.graph.input_uses import UseKind
from typilus.static_inference.graph.type_sets import TypeSet
from typilus.static_inference.graph.uses import uses_of
from typilus.static_inference.objections.exclusion import members_of
from typilus.static_inference.rules.value_flow import Parameter
from typilus.static_inference.solving.solver import Solver

__all__ = ["is_converted"]

_NUMBERS = frozenset({"int", "float"})
_TEXT = frozenset({"str"})


def is_converted(solver: Solver, slot: int, type_: TypeExpression) -> bool:
    """Return whether a body converts a parameter to a type that it would already have, and no call surely passes that.

    Args:
        solver: Solver with the code of the function and of its callers.
        slot: Slot of the parameter.
        type_: Type that would be written for it.
    """
    names = {member.name for member in members_of(type_)}
    if not names & (_NUMBERS | _TEXT) or not isinstance(solver.graph.nodes[slot].rule, Parameter):
        return False
    return any(names & names_in for names_in in _conversions(solver, slot)) and not _is_surely_handed(solver, slot)


def _conversions(solver: Solver, slot: int) -> list[frozenset[str]]:
    """Return, for each conversion, the names of the classes whose values may be meant to come in, too."""
    conversions = []
    for use in uses_of(solver.graph, slot):
        node = solver.graph.nodes[use.node]
        if use.kind is UseKind.ARGUMENT and use.place == 1 and len(node.inputs) == 2:
            class_name = _made(solver.value(node.inputs[0]))
            conversions += [group for group in (_NUMBERS, _TEXT) if class_name in group]
    return conversions


def _made(called: TypeSet) -> str:
    """Return the class that is called, "" if it is none or may be something else."""
    classes = [type_.arguments[0].name for type_ in called.types if type_.name == "type" and type_.arguments]
    return classes[0] if len(classes) == len(called.alternatives) == 1 and not called.is_open else ""


def _is_surely_handed(solver: Solver, slot: int) -> bool:
    node = solver.graph.nodes[slot]
    module = None if node.key is None else solver.program.modules.find(node.key.module)
    function = None if module is None or node.key is None else module.functions.get(node.key.scope)
    default = None if function is None or node.key is None else default_of(function.node.args, node.key.name)
    handed = [number for number in node.inputs if default is None or solver.graph.nodes[number].node is not default]
    values = [solver.value(number) for number in handed]
    return any(not value.is_open and value.without(NONE.name).alternatives for value in values)
