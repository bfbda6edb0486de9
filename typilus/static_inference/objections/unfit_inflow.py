"""Values that reach a parameter by the code's paths, and that its function's body does not take."""

from __future__ import annotations

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.graph.type_sets import TypeSet
from typilus.static_inference.objections.rejection import objection
from typilus.static_inference.solving.solver import Solver

__all__ = ["without_unfit"]


def without_unfit(solver: Solver, symbol: Symbol, slot: int | None, types: TypeSet) -> TypeSet:
    """Return the types of a parameter without those that its function's body does not take, if some are left.

    A container of several kinds of values, or a method that subclasses override, mixes what is apart when it runs:
    `convert(settings[key])`. A class stays that others of them are derived from: people write it, and test for these.
    """
    if symbol.kind is not SymbolKind.PARAMETER or slot is None or len(types.alternatives) < 2:
        return types
    unfit = {
        value
        for value in types.types
        if value != NONE and not _is_base(solver, value, types) and objection(solver, slot, value) is not None
    }
    rest = types.alternatives - unfit
    return TypeSet(rest, True) if unfit and rest - {NONE} else types


def _is_base(solver: Solver, type_: TypeExpression, types: TypeSet) -> bool:
    return any(one != type_ and solver.classes.is_subclass(one.name, type_.name) for one in types.types)
