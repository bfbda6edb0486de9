"""Whether a type that follows from the code is no better than a guess: it is that of the little that is known."""

from __future__ import annotations

from graph_extraction import SymbolKind
from typilus.annotation_types import ANY, NONE, TypeExpression
from typilus.static_inference.converted import is_converted
from typilus.static_inference.exclusion import members_of
from typilus.static_inference.handed_back import may_be_no_bool
from typilus.static_inference.origins import Origins
from typilus.static_inference.partly_known import (
    is_filled_with_unknown,
    is_known_by_constants,
    is_mostly_unknown,
    is_of_record,
    is_unsure,
)
from typilus.static_inference.rules.containers import FILLED
from typilus.static_inference.siblings import has_siblings, is_only_filled_in
from typilus.static_inference.unchecked_data import is_unchecked_data
from typilus.static_inference.whole_numbers import may_be_float

__all__ = ["doubted", "is_guess"]

_BOOL = TypeExpression("bool")
_TRUTH = frozenset({_BOOL, NONE})
_SIMPLE = frozenset({_BOOL, TypeExpression("str"), NONE})
"""Where one call hands over such a value, the others mostly do."""
_VALUES = frozenset({*_SIMPLE, TypeExpression("int"), TypeExpression("float"), TypeExpression("bytes")})
"""What one place in a JSON document or one column of a row may hold."""


def doubted(origins: Origins, slot: int) -> frozenset[TypeExpression]:
    """The types that are no better than guesses for what a function returns, whoever recommends them.

    Where it hands back an operand of `and` of which nothing says that it is a bool, that is `bool`; where it hands back
    a part of data that nothing describes, JSON or a row of a database, it is any single value.

    Args:
        origins: of what the slot has, before anything is guessed.
        slot: of what the function returns.
    """
    if is_unchecked_data(origins, slot):
        return _VALUES
    return _TRUTH if may_be_no_bool(origins.solver, slot) else frozenset()


def is_guess(origins: Origins, slot: int, symbol: SymbolKind, type_: TypeExpression) -> bool:
    """Whether a type is that of the little that is known, beside something of which nothing is known.

    A variable that starts as False, and only that, may get anything.

    Args:
        origins: of what the slot has.
        slot: of a symbol.
        symbol: its kind.
        type_: that would be written for it.
    """
    solver = origins.solver
    members = members_of(type_)
    if symbol is SymbolKind.PARAMETER:
        is_of_class = any("." in each.name for each in members)
        if not _SIMPLE.issuperset(members) and is_mostly_unknown(solver, slot):
            return True
        if (is_of_class and is_unsure(origins, slot)) or is_converted(solver, slot, type_):
            return True
        if is_of_class and any(has_siblings(solver.classes, each) for each in members):
            return is_only_filled_in(solver, slot)
    is_by_constants = symbol is SymbolKind.RETURN or (type_ == _BOOL and symbol is not SymbolKind.PARAMETER)
    if is_by_constants and is_known_by_constants(solver, slot):
        return True
    if symbol is SymbolKind.RETURN and _TRUTH.issuperset(members) and may_be_no_bool(solver, slot):
        return True
    if len([each for each in members if each != NONE]) > 1 and is_of_record(origins, slot):
        return True
    filled = [each.name for each in members if each.name in FILLED and each.arguments[-1:] != (ANY,)]
    if any(is_filled_with_unknown(origins, slot, name) for name in filled):
        return True
    return may_be_float(origins, slot, type_)
