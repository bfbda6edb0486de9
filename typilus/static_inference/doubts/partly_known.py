"""Slots whose known part is not the rule: `return 0 ... return item.price * item.quantity`, `found[name] =
look_up(name)`.
"""

from __future__ import annotations

import ast
from functools import partial

from typilus.annotation_types import ANY, UNION, TypeExpression
from typilus.static_inference.doubts.origins import Origins
from typilus.static_inference.doubts.siblings import is_from_inside
from typilus.static_inference.graph.dependency_graph import TypeNode
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.graph.type_sets import NOTHING, TypeSet
from typilus.static_inference.rules.containers import Unpacked
from typilus.static_inference.rules.displays import TupleDisplay
from typilus.static_inference.rules.narrowing import InstanceOf, NoInstanceOf
from typilus.static_inference.rules.shared_containers import FilledParameter
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import Constant, Parameter
from typilus.static_inference.solving.solver import Solver

__all__ = ["is_filled_with_unknown", "is_known_by_constants", "is_mostly_unknown", "is_of_record", "is_unsure"]

MAX_SOURCES = 200
MAX_DEPTH = 20
# The value is that of the first input, or of one of them.
_FIRST = frozenset({Handing.SAME, Handing.NARROWED})
_ANY = frozenset({Handing.MERGED, Handing.EITHER, Handing.GUARDED})


def is_known_by_constants(solver: Solver, slot: int) -> bool:
    """Return whether the known part of a slot is only a guess, beside something that is unknown.

    So it is where all that is known are constants: they are the special case, what is computed is the rule. So it is,
    too, where a test has shown that what nothing is known of is none of it: `val.strip() if isinstance(val, str) else
    val`.
    """
    constants = computed = unknown = excluded = 0
    nodes = solver.graph.nodes
    pending = list(nodes[slot].inputs)
    seen = {slot, *pending}
    while pending:
        number = pending.pop()
        node = nodes[number]
        handing = node.rule.uses.handing
        if handing is Handing.GUARDED:
            # What stands before `and` comes out where it is false: a special case, whatever computes it.
            known_inputs = [not _is_unknown(solver, number) for number in node.inputs[:-1]]
            constants += known_inputs.count(True)
            unknown += known_inputs.count(False)
            inner = node.inputs[-1:]
            pending += [number_ for number_ in inner if number_ not in seen]
            seen.update(inner)
        elif handing in _FIRST or handing in _ANY:
            inner = node.inputs[:1] if handing in _FIRST else node.inputs
            pending += [number_ for number_ in inner if number_ not in seen]
            seen.update(inner)
        elif isinstance(node.rule, NoInstanceOf) and not solver.value(number).alternatives:
            excluded += 1
        elif _is_unknown(solver, number):
            unknown += 1
        elif _is_constant(node.node) or isinstance(node.rule, Constant):
            constants += 1
        elif _is_partly_unknown(solver, number):
            unknown += 1
        else:
            computed += 1
        if len(seen) > MAX_SOURCES:
            return False
    if excluded and (constants or computed):
        return True
    return constants > 0 and unknown > 0 and not computed


def is_filled_with_unknown(origins: Origins, slot: int, name: str) -> bool:
    """Return whether most of what is put into containers of a class is unknown, so that the rest is only a guess."""
    solver = origins.solver
    known_count = unknown = 0
    for number, _ in origins.back(slot, partial(_holds_object_of, name)):
        node = solver.graph.nodes[number]
        if node.rule.uses.handing is Handing.FILLED:
            if _is_unknown(solver, node.inputs[-1]):
                unknown += 1
            else:
                known_count += 1
    return unknown > 0 and unknown >= known_count


def _holds_object_of(name: str, value: TypeSet) -> bool:
    return any(isinstance(value, TypeExpression) and value.name == name for value in value.alternatives)


def is_of_record(origins: Origins, slot: int) -> bool:
    """Return whether values of several classes come from a dict with other classes under other keys: `row["size"]`."""
    solver = origins.solver
    nodes = ((number, solver.graph.nodes[number]) for number, _ in origins.back(slot, _is_of_several))
    return any(
        isinstance(node.rule, Item)
        and isinstance(node.rule.key, ast.Constant)
        and isinstance(node.rule.key.value, str)
        and any(type_.name == "dict" for type_ in solver.value(node.inputs[0]).types)
        and _is_of_several(solver.value(number))
        for number, node in nodes
    )


def _is_of_several(value: TypeSet) -> bool:
    return len(value.without("None").alternatives) > 1 or any(map(_holds_several, value.types))


def _holds_several(type_: TypeExpression) -> bool:
    """Return whether some part of it is a union, with None or without."""
    return type_.name == UNION or any(map(_holds_several, type_.arguments))


def is_mostly_unknown(solver: Solver, slot: int) -> bool:
    """Return whether most of what calls pass to a parameter is unknown. Constants, as its default, do not count.

    Neither does what `f(*arguments)` may hand over: it is mostly what somebody else was called with.
    """
    handed = _handed(solver, slot)
    unknown = sum(_is_unknown(solver, number) for number in handed)
    return unknown > len(handed) - unknown


def is_unsure(origins: Origins, slot: int, depth: int = MAX_DEPTH) -> bool:
    """Return whether a parameter's known classes, which may have siblings, are only guesses: no call is sure of them.

    A value that another function was passed, and that is doubtful there, is doubtful here, too. A call that passes a
    value narrowed by `isinstance` is not sure, unless the function calls itself: other calls may pass what the test
    excludes.

    Args:
        origins: Origins of what the calls pass.
        slot: Slot of the parameter.
        depth: Number of functions that pass on their parameters to look through.
    """
    if slot not in origins.unsure:
        origins.unsure[slot] = False  # what comes round in a circle tells nothing
        solver = origins.solver
        handed = _handed(solver, slot)
        unknown = sum(_is_unknown(solver, number) or _is_handed_on(origins, number, depth) for number in handed)
        sure = [number for number in handed if not solver.value(number).is_open]
        is_sure = any(not _is_told_apart(solver, number) or is_from_inside(solver, slot, number) for number in sure)
        origins.unsure[slot] = unknown > len(handed) - unknown or (unknown > 0 and not is_sure)
    return origins.unsure[slot]


def _handed(solver: Solver, slot: int) -> list[int]:
    """Return what calls hand to a parameter, without what a function hands to itself if that is unknown."""
    nodes = solver.graph.nodes
    return [
        number
        for number in nodes[slot].inputs
        if not _is_of_star(nodes[number]) and not _is_constant(nodes[number].node)
        if not isinstance(nodes[number].rule, FilledParameter) or solver.value(number) != NOTHING
        if not (_is_unknown(solver, number) and is_from_inside(solver, slot, number))
    ]


def _is_handed_on(origins: Origins, number: int, depth: int) -> bool:
    """Return whether it is a parameter of the enclosing function of which nothing is sure."""
    number = _source(origins.solver, number)
    node = origins.solver.graph.nodes[number]
    is_parameter = isinstance(node.rule, Parameter) and node.rule.declared is None
    return is_parameter and depth > 0 and is_unsure(origins, number, depth - 1)


def _is_told_apart(solver: Solver, number: int) -> bool:
    """Return whether it was narrowed by `isinstance` from values that are not fully known."""
    node = solver.graph.nodes[_source(solver, number)]
    return isinstance(node.rule, InstanceOf) and solver.value(node.inputs[0]).is_open


def _source(solver: Solver, number: int) -> int:
    """The node that others hand on until it reaches a node."""
    nodes = solver.graph.nodes
    for _ in range(MAX_SOURCES):
        if nodes[number].rule.uses.handing not in _FIRST:
            break
        number = nodes[number].inputs[0]
    return number


def _is_of_star(node: TypeNode) -> bool:
    """Return whether it stands for an argument that is no expression of its own."""
    return isinstance(node.rule, Unpacked) and node.node is None


def _is_unknown(solver: Solver, number: int) -> bool:
    """Return whether nothing is known of a node, except that it may be None."""
    value = solver.value(number)
    return value.is_open and not value.without("None").alternatives


def _is_partly_unknown(solver: Solver, number: int) -> bool:
    """Return whether a part of each tuple is unknown or may be something else, too: `(data, False)`."""
    node = solver.graph.nodes[_source(solver, number)]
    if isinstance(node.rule, TupleDisplay) and any(_may_be_unknown(solver, number) for number in node.inputs):
        return True
    tuples = solver.value(number).without("None").alternatives
    return bool(tuples) and all(
        isinstance(value, TypeExpression) and value.name == "tuple" and ANY in value.arguments for value in tuples
    )


def _may_be_unknown(solver: Solver, number: int) -> bool:
    """Return whether a name means something unknown on some path."""
    node = solver.graph.nodes[_source(solver, number)]
    return node.rule.uses.handing is Handing.MERGED and any(_is_unknown(solver, number) for number in node.inputs)


def _is_constant(node: ast.AST | None) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    if isinstance(node, ast.Tuple):
        return all(map(_is_constant, node.elts))
    if isinstance(node, ast.List | ast.Set):
        return not node.elts
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Dict) and not node.keys)
