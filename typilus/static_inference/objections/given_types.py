"""A type given for another one, held more strictly than code is where nothing is supposed."""

from __future__ import annotations

from typilus.annotation_types import ANY, UNION, TypeExpression
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.objections.held_types import INVARIANT, is_whole
from typilus.static_inference.objections.misfits import misfit

__all__ = ["disagree"]


def disagree(wanted: TypeExpression, value: TypeExpression, classes: Classes, is_fixed: bool) -> bool:
    """Return whether a value of one type need not have another one, or has a class of unknown bases for it.

    Args:
        wanted: Type of what is assigned.
        value: Type of the value.
        classes: Inheritance of classes.
        is_fixed: Whether the value is a container that was made before: what it holds may be changed, so it must
            hold what is wanted, no more and no less.
    """
    if wanted.name == UNION:
        return all(disagree(member, value, classes, is_fixed) for member in wanted.arguments)
    if value.name == UNION:
        return all(disagree(wanted, member, classes, is_fixed) for member in value.arguments)
    if ANY in (wanted, value) or wanted == value or wanted.name == "object":
        return False
    if misfit(wanted, [value], classes) is not None:
        return True
    if wanted.name != value.name:
        if value.name == "object" or classes.is_subclass(wanted.name, value.name):
            return True
        base = classes.ancestor(value, wanted.name)
        if base is None:
            return classes.find(wanted.name) is None and classes.has_all_bases(value.name)
        value = base
    if len(value.arguments) != len(wanted.arguments):
        return False
    if is_fixed and value.name in INVARIANT and is_whole(value) and is_whole(wanted):
        return value.arguments != wanted.arguments
    pairs = zip(wanted.arguments, value.arguments, strict=True)
    return any(disagree(inner, other, classes, is_fixed) for inner, other in pairs)
