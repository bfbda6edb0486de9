"""`page = int(page)`: what a function assigns to a parameter's name, though callers pass something else."""

from __future__ import annotations

import ast

from typilus.annotation_types import TypeExpression
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.graph.type_sets import type_set
from typilus.static_inference.objections.misfits import misfit
from typilus.static_inference.objections.rejection import objection
from typilus.static_inference.solving.solver import Solver

__all__ = ["reassigned"]


def reassigned(solver: Solver, unit: Unit, name: str, type_: TypeExpression) -> str | None:
    """Return, in words, a value assigned to a parameter's name that its type cannot hold, None without one.

    A type checker applies an annotation to the name, wherever it is assigned. It also takes an unknown value for the
    annotated type, so that later operations on it must fit that type.

    Args:
        solver: Solver with the code of the function.
        unit: Unit of the function.
        name: Name of a parameter that is not starred.
        type_: Type of the parameter, its classes by the names of their definitions.
    """
    merged = unit.rebound.get(name)
    for number in () if merged is None else solver.graph.nodes[merged].inputs[1:]:
        value = solver.value(number)
        if value.is_open:
            reason = None if value.alternatives else objection(solver, number, type_)
        else:
            misfits = [misfit(type_, type_set(value).ordered, solver.classes) for value in value.ordered]
            reason = None if None in misfits or not misfits else f"it is assigned {misfits[0]}"
        if reason is not None:
            return reason if reason.endswith(")") else f"{reason}{_in_line(solver.graph.nodes[number].node)}"
    return None


def _in_line(node: ast.AST | None) -> str:
    line = getattr(node, "lineno", None)
    return "" if line is None else f" (line {line})"
