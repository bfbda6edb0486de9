"""The nearest class that several classes have in common."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.class_hierarchy import Classes

__all__ = ["common_base", "says_nothing"]

# Bases that say nothing of what an object can do.
_OF_ANYTHING = frozenset({"object", "abc.ABC", "typing.Generic", "typing.Protocol", "collections.abc.Hashable"})


def says_nothing(base: TypeExpression) -> bool:
    """Return whether a base class tells nothing of what its objects can do."""
    return base.name in _OF_ANYTHING


def common_base(types: Sequence[TypeExpression], classes: Classes) -> TypeExpression | None:
    """Return the nearest class that all of some types are, `type[C]` for classes.

    Returns:
        None without one that says more than `object`, or if there are several and none of them is a base of the other.
    """
    if all(type_.name == "type" and type_.arguments for type_ in types):
        base = common_base([type_.arguments[0] for type_ in types], classes)
        return None if base is None else TypeExpression("type", (base,))
    first, *others = types
    shared = [
        inherited.type
        for inherited in classes.inherited(first)
        if not says_nothing(inherited.type)
        and all(classes.ancestor(other, inherited.type.name) == inherited.type for other in others)
    ]
    is_nearest = all(classes.is_subclass(shared[0].name, base.name) for base in shared[1:])
    return shared[0] if shared and is_nearest else None
