"""The results of iterating over a value, awaiting it and entering it."""

from __future__ import annotations

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import NOTHING, UNKNOWN, TypeSet, join, type_set
from typilus.static_inference.operations.metaclasses import metaclass_of
from typilus.static_inference.operations.named_tuples import plain_tuple

__all__ = ["awaited_types", "element_types", "elements", "mapping_arguments"]


def elements(semantics: Semantics, iterable: TypeSet, is_async: bool = False) -> TypeSet:
    """Return the types of iteration: `Iterable`'s argument, or the results of `__iter__` and `__next__`."""
    if iterable == NOTHING:
        return NOTHING
    parts = [element_types(semantics, type_, is_async) for type_ in iterable.types]
    return join(parts).with_unknown(iterable.is_open or len(parts) < len(iterable.alternatives))


def element_types(semantics: Semantics, type_: TypeExpression, is_async: bool = False) -> TypeSet:
    """Return the result of iterating over an object of one type."""
    type_ = plain_tuple(semantics, type_)
    if type_.name == "tuple" and type_.arguments:
        return type_set(*(argument for argument in type_.arguments if argument.name not in ("...", "()")))
    if type_.name == "type" and type_.arguments and semantics.classes.is_subclass(type_.arguments[0].name, "enum.Enum"):
        return type_set(type_.arguments[0])
    if type_.name == "type" and type_.arguments:
        type_ = metaclass_of(semantics, type_.arguments[0]) or type_
    base = semantics.classes.ancestor(type_, f"collections.abc.{'Async' if is_async else ''}Iterable")
    if base is not None:
        return type_set(*base.arguments) if base.arguments else UNKNOWN

    iterator = semantics.call(type_, "__aiter__" if is_async else "__iter__", [])
    if iterator is None:
        item = None if is_async else semantics.call(type_, "__getitem__", [type_set(TypeExpression("int"))])
        return item or UNKNOWN
    results = []
    for iterator_type in iterator.types:
        inner = semantics.classes.ancestor(iterator_type, f"collections.abc.{'Async' if is_async else ''}Iterable")
        if inner is not None and inner.arguments:
            results.append(type_set(inner.arguments[0]))
            continue
        following = semantics.call(iterator_type, "__anext__" if is_async else "__next__", [])
        if is_async and following is not None:
            following = awaited_types(semantics, following)
        results.append(following or UNKNOWN)
    return join(results).with_unknown(iterator.is_open)


def awaited_types(semantics: Semantics, awaitable: TypeSet) -> TypeSet:
    """Return the result of awaiting a value: `Awaitable`'s argument."""
    if awaitable == NOTHING:
        return NOTHING
    results = []
    for type_ in awaitable.types:
        if type_.name == "collections.abc.Coroutine" and len(type_.arguments) == 3:
            results.append(type_set(type_.arguments[2]))
            continue
        base = semantics.classes.ancestor(type_, "collections.abc.Awaitable")
        results.append(type_set(base.arguments[0]) if base is not None and base.arguments else UNKNOWN)
    return join(results).with_unknown(awaitable.is_open or len(results) < len(awaitable.alternatives))


def mapping_arguments(semantics: Semantics, type_: TypeExpression) -> tuple[TypeExpression, ...] | None:
    """Return the types of a mapping's keys and values, None for other types or if they are unknown."""
    base = semantics.classes.ancestor(type_, "collections.abc.Mapping")
    return base.arguments if base is not None and len(base.arguments) == 2 else None
