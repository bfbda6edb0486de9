"""What is known is not the rule: `return 0 ... return item.price * item.quantity`, `found[name] = look_up(name)`."""

from __future__ import annotations

import ast

from typilus.static_inference.rules import containers, flow, narrowing, operators
from typilus.static_inference.solver import Solver

__all__ = ["is_filled_with_unknown", "is_known_by_constants", "is_mostly_unknown"]

MOST_SOURCES = 200
# Rules that hand on what their inputs have.
_FIRST = frozenset({flow.same, narrowing.truthy, narrowing.falsy, narrowing.is_not_none})
_ALL = frozenset({flow.joined, operators.boolean})


def is_known_by_constants(solver: Solver, slot: int) -> bool:
    """Whether what is known of a slot is no better than a guess, beside something of which nothing is known.

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
        if node.rule is operators.boolean and node.data is ast.And:
            # What stands before `and` comes out where it is false: a special case, whatever computes it.
            known = [not _is_unknown(solver, each) for each in node.inputs[:-1]]
            constants += known.count(True)
            unknown += known.count(False)
            inner = node.inputs[-1:]
            pending += [each for each in inner if each not in seen]
            seen.update(inner)
        elif node.rule in _FIRST or node.rule in _ALL:
            inner = node.inputs[:1] if node.rule in _FIRST else node.inputs
            pending += [each for each in inner if each not in seen]
            seen.update(inner)
        elif node.rule is narrowing.no_instance_of and not solver.value(number).alternatives:
            excluded += 1
        elif _is_unknown(solver, number):
            unknown += 1
        elif _is_constant(node.node) or node.rule is flow.constant:
            constants += 1
        else:
            computed += 1
        if len(seen) > MOST_SOURCES:
            return False
    if excluded and (constants or computed):
        return True
    return constants > 0 and unknown > 0 and not computed


def is_filled_with_unknown(solver: Solver, slot: int) -> bool:
    """Whether of most that is put into a container nothing is known: the rest tells no more than a guess."""
    known = unknown = 0
    nodes = solver.graph.nodes
    pending = list(nodes[slot].inputs)
    seen = {slot, *pending}
    while pending and len(seen) <= MOST_SOURCES:
        node = nodes[pending.pop()]
        if node.rule is containers.filled:
            if _is_unknown(solver, node.inputs[-1]):
                unknown += 1
            else:
                known += 1
        elif node.rule not in _FIRST and node.rule not in _ALL:
            continue
        inner = node.inputs if node.rule in _ALL else node.inputs[:1]
        pending += [each for each in inner if each not in seen]
        seen.update(inner)
    return unknown > 0 and unknown >= known


def is_mostly_unknown(solver: Solver, slot: int) -> bool:
    """Whether of most that calls hand to a parameter nothing is known; constants, as its default, do not count."""
    numbers = solver.graph.nodes[slot].inputs
    unknown = sum(_is_unknown(solver, each) for each in numbers)
    constants = sum(_is_constant(solver.graph.nodes[each].node) for each in numbers)
    return unknown > len(numbers) - unknown - constants


def _is_unknown(solver: Solver, number: int) -> bool:
    """Whether nothing is known of a node, but that it may be None."""
    value = solver.value(number)
    return value.is_open and not value.without("None").alternatives


def _is_constant(node: ast.AST | None) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return not node.elts
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Dict) and not node.keys)
