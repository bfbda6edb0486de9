"""Decide whether a type that follows from the code is only a guess from the little that is known."""

from __future__ import annotations

from graph_extraction import SymbolKind
from typilus.annotation_types import ANY, NONE, TypeExpression
from typilus.static_inference.doubts.converted import is_converted
from typilus.static_inference.doubts.origins import Origins
from typilus.static_inference.doubts.partly_known import (
    is_filled_with_unknown,
    is_known_by_constants,
    is_mostly_unknown,
    is_of_record,
    is_unsure,
)
from typilus.static_inference.doubts.siblings import has_siblings, is_only_filled_in
from typilus.static_inference.doubts.unchecked_data import is_unchecked_data
from typilus.static_inference.doubts.whole_numbers import may_be_float
from typilus.static_inference.evidence.handed_back import may_be_no_bool
from typilus.static_inference.objections.exclusion import members_of
from typilus.static_inference.rules.containers import FILLED

__all__ = ["doubted", "is_guess"]

_BOOL = TypeExpression("bool")
_TRUTH = frozenset({_BOOL, NONE})
_SIMPLE = frozenset({_BOOL, TypeExpression("str"), NONE})
"""Where one call hands over such a value, the others mostly do."""
_VALUES = frozenset({*_SIMPLE, TypeExpression("int"), TypeExpression("float"), TypeExpression("bytes")})
"""What one place in a JSON document or one column of a row may hold."""


def doubted(origins: Origins, slot: int) -> frozenset[TypeExpression]:
    """Return the types that are only guesses for a function's return, whoever recommends them.

    That is `bool` for a function that returns an operand of `and` that nothing shows to be a bool, and any single value
    for one that returns a part of data that nothing describes, such as JSON or a row of a database.

    Args:
        origins: Origins of the slot's types, before anything is guessed.
        slot: Slot of the function's return.
    """
    if is_unchecked_data(origins, slot):
        return _VALUES
    return _TRUTH if may_be_no_bool(origins.solver, slot) else frozenset()


def is_guess(origins: Origins, slot: int, symbol: SymbolKind, type_: TypeExpression) -> bool:
    """Return whether a type is that of the little that is known, beside something that is unknown.

    A variable that starts as False, and only that, may get anything.

    Args:
        origins: Origins of the slot's types.
        slot: Slot of a symbol.
        symbol: Kind of the symbol.
        type_: Type that would be written for it.
    """
    solver = origins.solver
    members = members_of(type_)
    if symbol is SymbolKind.PARAMETER:
        is_of_class = any("." in member.name for member in members)
        if not _SIMPLE.issuperset(members) and is_mostly_unknown(solver, slot):
            return True
        if (is_of_class and is_unsure(origins, slot)) or is_converted(solver, slot, type_):
            return True
        if is_of_class and any(has_siblings(solver.classes, member) for member in members):
            return is_only_filled_in(solver, slot)
    is_by_constants = symbol is SymbolKind.RETURN or (type_ == _BOOL and symbol is not SymbolKind.PARAMETER)
    if is_by_constants and is_known_by_constants(solver, slot):
        return True
    if symbol is SymbolKind.RETURN and _TRUTH.issuperset(members) and may_be_no_bool(solver, slot):
        return True
    if len([member for member in members if member != NONE]) > 1 and is_of_record(origins, slot):
        return True
    filled = [member.name for member in members if member.name in FILLED and member.arguments[-1:] != (ANY,)]
    if any(is_filled_with_unknown(origins, slot, name) for name in filled):
        return True
    return may_be_float(origins, slot, type_)
