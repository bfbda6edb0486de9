"""`page = int(page)`: what a function assigns to a parameter's name, though callers pass something else."""

from __future__ import annotations

import ast

from typilus.annotation_types import TypeExpression
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.misfits import misfit
from typilus.static_inference.rejection import objection
from typilus.static_inference.solver import Solver
from typilus.static_inference.type_sets import type_set

__all__ = ["reassigned"]


def reassigned(solver: Solver, unit: Unit, name: str, type_: TypeExpression) -> str | None:
    """In words, what a parameter's name is given that its type cannot hold; None where that may hold all.

    A type checker takes an annotation for that of the name, wherever it is assigned. Where nothing is known of a value,
    it takes that for the annotated type, too, so that what is done with it afterwards must suit that type.

    Args:
        solver: with the code of the function.
        unit: the function.
        name: of its parameter, and not of a starred one.
        type_: of the parameter, its classes by the names of their definitions.
    """
    merged = unit.rebound.get(name)
    for number in () if merged is None else solver.graph.nodes[merged].inputs[1:]:
        value = solver.value(number)
        if value.is_open:
            found = None if value.alternatives else objection(solver, number, type_)
        else:
            misfits = [misfit(type_, type_set(each), solver.classes) for each in value.ordered]
            found = None if None in misfits or not misfits else f"it is assigned {misfits[0]}"
        if found is not None:
            return found if found.endswith(")") else f"{found}{_in_line(solver.graph.nodes[number].node)}"
    return None


def _in_line(node: ast.AST | None) -> str:
    line = getattr(node, "lineno", None)
    return "" if line is None else f" (line {line})"
