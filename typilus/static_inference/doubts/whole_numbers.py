"""`0`, `1` and `-1` stand for any number: where they alone say `int`, the rest may be floats (`def move(x, dy=0)`)."""

from __future__ import annotations

import ast
from functools import lru_cache

from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.doubts.origins import Origins
from typilus.static_inference.graph.dependency_graph import TypeNode
from typilus.static_inference.graph.input_uses import UseKind
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet
from typilus.static_inference.graph.uses import Use, uses_of
from typilus.static_inference.objections.exclusion import members_of
from typilus.static_inference.objections.rejection import objection
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.operators import Augmented, Binary
from typilus.static_inference.rules.value_flow import Constant, Parameter, declared_types
from typilus.static_inference.solving.solver import Solver

__all__ = ["may_be_float"]

INT, FLOAT = TypeExpression("int"), TypeExpression("float")
_NEUTRAL = (0, 1)
_OF_BITS = frozenset({ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor})


def may_be_float(origins: Origins, slot: int, type_: TypeExpression) -> bool:
    """Return whether `int` in a type comes only from literals, which people write for floats, too.

    That is so if nothing else says `int`, something unknown flows into the symbol or is calculated with it, and no
    operation refuses a float.

    Args:
        origins: Origins of the slot's types.
        slot: Slot of a symbol.
        type_: Type that would be written for it.
    """
    members = [member for member in members_of(type_) if member != NONE]
    if FLOAT in members or not any(map(_says_int, members)):
        return False
    is_open = _is_open_beside_literals(origins, slot)
    if is_open is None or not (is_open or any(map(_mixes, members)) or _is_reckoned_with(origins.solver, slot)):
        return False
    return INT not in members or not _refuses_float(origins.solver, slot)


def _is_open_beside_literals(origins: Origins, slot: int) -> bool | None:
    """Return whether something unknown comes in beside literals, None if more than literals says `int`."""
    solver = origins.solver
    nodes = solver.graph.nodes
    is_open = has_literal = False
    for number, sources in origins.back(slot, _holds_int, lambda number: _is_end(solver, nodes[number])):
        node = nodes[number]
        literal = _literal(node)
        if literal is not None:
            if literal not in _NEUTRAL:
                return None
            has_literal = True
        elif isinstance(node.rule, Binary | Augmented):
            is_open_here = any(_is_unknown(solver, number) for number in node.inputs)
            if node.rule.operator in _OF_BITS or not (sources or is_open_here):
                return None
            is_open = is_open or is_open_here
        elif _is_declared(solver, node) or not (sources or _is_guess(node)):
            return None
        else:
            is_open = is_open or any(_is_unknown(solver, number) for number in node.inputs)
    return is_open if has_literal else None


def _is_end(solver: Solver, node: TypeNode) -> bool:
    """Return whether the sources of a node show nothing, as the literal in `x + 2`."""
    if isinstance(node.rule, Binary | Augmented):
        nodes = solver.graph.nodes
        return all(
            _literal(nodes[number]) is not None or not _holds_int(solver.value(number)) for number in node.inputs
        )
    return _literal(node) is not None


def _literal(node: TypeNode) -> int | None:
    value = node.node.value if isinstance(node.node, ast.Constant) and isinstance(node.rule, Constant) else None
    return value if isinstance(value, int) else None


def _is_guess(node: TypeNode) -> bool:
    """Return whether a node is no part of the code but a guess for a symbol."""
    return isinstance(node.rule, Constant) and node.node is None


def _is_declared(solver: Solver, node: TypeNode) -> bool:
    """Return whether an annotation says `int`: of a symbol, or of a called function, as in `len(x)` and `int(x)`."""
    if declared_types(node.rule) is not None:
        return True
    if not isinstance(node.rule, Call):
        return False
    for value in solver.value(node.inputs[0]).ordered:
        if isinstance(value, FunctionValue):
            returns = (None if isinstance(node, ast.Lambda) else node.returns for node in value.definition.nodes)
            read = (
                solver.program.read_type(annotation, value.definition.module)
                for annotation in returns
                if annotation is not None
            )
            if any(type_ is not None and _says_int(type_) for type_ in read):
                return True
        elif isinstance(value, TypeExpression) and value.name == "type" and any(map(_says_int, value.arguments)):
            return True
    return False


def _is_reckoned_with(solver: Solver, slot: int) -> bool:
    """Return whether a parameter is added to something unknown or to a float, divided, or compared with a float."""
    if not isinstance(solver.graph.nodes[slot].rule, Parameter):
        return False
    return any(_is_with_others(solver, use) for use in uses_of(solver.graph, slot))


def _is_with_others(solver: Solver, use: Use) -> bool:
    node = solver.graph.nodes[use.node]
    if use.kind not in (UseKind.OPERAND, UseKind.COMPARISON) or len(node.inputs) != 2:
        return False
    other = solver.value(node.inputs[1 - use.place])
    if FLOAT in other.alternatives:
        return True
    is_unknown = _is_unknown(solver, node.inputs[1 - use.place])
    operator = node.rule.operator if isinstance(node.rule, Binary | Augmented) else None
    return operator is not None and (operator is ast.Div or (is_unknown and operator not in _OF_BITS))


def _refuses_float(solver: Solver, slot: int) -> bool:
    is_index = any(use.kind is UseKind.INDEX for use in uses_of(solver.graph, slot))
    return is_index or objection(solver, slot, FLOAT) is not None


def _is_unknown(solver: Solver, number: int) -> bool:
    value = solver.value(number)
    return value.is_open and not value.without("None").alternatives


def _holds_int(value: TypeSet) -> bool:
    return any(isinstance(value, TypeExpression) and _says_int(value) for value in value.alternatives)


@lru_cache(maxsize=4096)
def _says_int(type_: TypeExpression) -> bool:
    return type_ == INT or any(map(_says_int, type_.arguments))


def _mixes(type_: TypeExpression) -> bool:
    """Return whether a tuple has whole numbers beside floats, and nothing else: a point."""
    is_mixed = type_.name == "tuple" and set(type_.arguments) == {INT, FLOAT}
    return is_mixed or any(map(_mixes, type_.arguments))
