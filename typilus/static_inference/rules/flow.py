"""Rules of slots, names, merges, and `await`."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.annotation_types import ANY, ELLIPSIS, TypeExpression, generic_of, is_test_module, stand_ins_in
from typilus.static_inference.graph import Semantics, TypeNode
from typilus.static_inference.type_sets import NOTHING, UNKNOWN, TypeSet, Value, as_type, join, type_set

__all__ = ["awaited", "collected", "constant", "declared", "joined", "parameter_of", "same", "slot_of"]


def constant(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """What is known from the start."""
    found: TypeSet = node.data
    return found


def declared(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A slot with an annotation has what that says."""
    found: TypeSet = node.data
    return found


def same(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """An occurrence of a name has what the name means there."""
    return inputs[0]


def joined(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """Where ways meet: what any of them has."""
    return join(inputs)


def slot_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A slot has all that flows into it."""
    return _without_stand_ins(node, join(inputs))


def parameter_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A parameter has what it is annotated with; or else what calls and its default hand to it, and perhaps more."""
    if node.data is not None:
        found: TypeSet = node.data
        return found
    return _without_stand_ins(node, join(inputs)).with_unknown()


def _without_stand_ins(node: TypeNode, found: TypeSet) -> TypeSet:
    """What tests put in the place of the real thing says nothing of the code under test."""
    if node.key is None or is_test_module(node.key.module):
        return found
    kept = frozenset(value for value in found.alternatives if not _is_stand_in(value))
    return found if len(kept) == len(found.alternatives) else TypeSet(kept, is_open=True)


def _is_stand_in(value: Value) -> bool:
    return isinstance(value, TypeExpression) and bool(stand_ins_in(value))


def collected(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`*args` as a tuple, `**kwargs` as a dict of what its slot has.

    Keyword arguments are no sequence of like things: what calls hand over under some names tells nothing of what is
    under another, unless an annotation says that all have one type.
    """
    element = ANY if node.data == "dict" else as_type(inputs[0])
    if node.data == "tuple":
        type_ = TypeExpression("tuple") if element == ANY else TypeExpression("tuple", (element, ELLIPSIS))
    else:
        type_ = generic_of("dict", (TypeExpression("str"), element))
    return type_set(type_)


def awaited(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """`await`: what the awaitable gives."""
    if inputs[0] == NOTHING:
        return NOTHING
    results = []
    for type_ in inputs[0].types:
        if type_.name == "collections.abc.Coroutine" and len(type_.arguments) == 3:
            results.append(type_set(type_.arguments[2]))
            continue
        base = semantics.classes.ancestor(type_, "collections.abc.Awaitable")
        results.append(type_set(base.arguments[0]) if base is not None and base.arguments else UNKNOWN)
    return join(results).with_unknown(inputs[0].is_open or len(results) < len(inputs[0].alternatives))
