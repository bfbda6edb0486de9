"""The types that may be true, and those that may be false."""

from __future__ import annotations

from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import TypeSet

__all__ = ["false_part", "true_part"]


def true_part(types: TypeSet) -> TypeSet:
    """The alternatives that may be true."""
    return types.without("None")


def false_part(semantics: Semantics, types: TypeSet) -> TypeSet:
    """The alternatives that may be false: objects of classes without `__bool__` and `__len__` are always true."""
    kept = (
        value
        for value in types.alternatives
        if not isinstance(value, TypeExpression) or _may_be_false(semantics, value)
    )
    return TypeSet(frozenset(kept), types.is_open)


def _may_be_false(semantics: Semantics, type_: TypeExpression) -> bool:
    if type_ == NONE or semantics.classes.find(type_.name) is None or not semantics.classes.has_all_bases(type_.name):
        return True
    return any(semantics.classes.member(type_, name) is not None for name in ("__bool__", "__len__"))
