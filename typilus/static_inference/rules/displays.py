"""Rules of literals, displays and comprehensions."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from typilus.annotation_types import ANY, ELLIPSIS, NONE, TypeExpression, generic_of
from typilus.static_inference.graph import Semantics, TypeNode
from typilus.static_inference.rules.containers import elements
from typilus.static_inference.type_sets import UNKNOWN, TypeSet, as_type, join, type_set

__all__ = ["SLICE", "collection", "comprehension", "dictionary", "of_constant", "tuple_of"]

SLICE = TypeExpression("slice")


def of_constant(value: object) -> TypeSet:
    """The type of a literal."""
    if value is None:
        return type_set(NONE)
    return UNKNOWN if value is Ellipsis else type_set(TypeExpression(type(value).__name__))


def collection(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A list or set display; starred parts give their elements."""
    name = "list" if isinstance(node.node, ast.List) else "set"
    parts = [elements(semantics, each) if starred else each for each, starred in zip(inputs, node.data, strict=True)]
    return _of(name, [join(parts)])


def tuple_of(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A tuple display."""
    if any(node.data):
        parts = [elements(semantics, each) if star else each for each, star in zip(inputs, node.data, strict=True)]
        element = as_type(join(parts))
        type_ = TypeExpression("tuple") if element == ANY else TypeExpression("tuple", (element, ELLIPSIS))
        return type_set(type_).with_unknown(any(each.is_open for each in parts))
    if not inputs:
        return type_set(TypeExpression("tuple"))
    element_types = tuple(as_type(each) for each in inputs)
    return type_set(TypeExpression("tuple", element_types)).with_unknown(any(each.is_open for each in inputs))


def dictionary(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A dict display or comprehension; `**other` gives its keys and values."""
    keys, values = [], []
    remaining = iter(inputs)
    for has_key in node.data:
        if has_key:
            keys.append(next(remaining))
            values.append(next(remaining))
            continue
        for type_ in next(remaining).types:
            base = semantics.classes.ancestor(type_, "collections.abc.Mapping")
            if base is not None and len(base.arguments) == 2:
                keys.append(type_set(base.arguments[0]))
                values.append(type_set(base.arguments[1]))
            else:
                values.append(UNKNOWN)
    return _of("dict", [join(keys), join(values)])


def comprehension(semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
    """A list, set or generator of what its element has."""
    if isinstance(node.node, ast.GeneratorExp):
        if node.data:
            return _of("collections.abc.AsyncGenerator", [inputs[0], type_set(NONE)])
        return _of("collections.abc.Generator", [inputs[0], type_set(NONE), type_set(NONE)])
    return _of("list" if isinstance(node.node, ast.ListComp) else "set", list(inputs))


def _of(name: str, parts: Sequence[TypeSet]) -> TypeSet:
    arguments = tuple(as_type(each) for each in parts)
    type_ = generic_of(name, arguments) if any(each != ANY for each in arguments) else TypeExpression(name)
    return type_set(type_).with_unknown(any(each.is_open for each in parts))
