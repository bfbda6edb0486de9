"""Copies of dicts that remember what is under their keys: `dict(options, size=1)`, `options.copy()`."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.annotation_types import TypeExpression, generic_of
from typilus.static_inference.definitions.substitution import widened
from typilus.static_inference.graph.type_sets import (
    FunctionValue,
    Record,
    TypeSet,
    Value,
    as_type,
    join,
    record_of,
    type_set,
)

__all__ = ["copied_record"]


def copied_record(value: Value, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> TypeSet | None:
    """Return the record that a call copies, None if it copies none.

    Args:
        value: Called function or class.
        arguments: Types of the arguments.
        keywords: Name of each argument, "" for a positional one.
    """
    if isinstance(value, FunctionValue):
        is_copy = isinstance(value.receiver, Record) and value.definition.scope == "dict.copy"
        return type_set(value.receiver) if is_copy and value.receiver is not None else None
    if not isinstance(value, TypeExpression) or value.name != "type" or value.arguments != (TypeExpression("dict"),):
        return None
    arguments = [_without_literals(argument) for argument in arguments]
    others = [argument for argument, keyword in zip(arguments, keywords, strict=True) if keyword == ""]
    if len(others) > 1 or "*" in keywords or "**" in keywords:
        return None
    named = {keyword: as_type(one) for one, keyword in zip(arguments, keywords, strict=True) if keyword}
    if others or not named:
        return _updated(others[0], named) if others else None
    plain = generic_of("dict", (TypeExpression("str"), as_type(join(arguments))))
    return type_set(record_of(plain, named)).with_unknown(any(one.is_open for one in arguments))


def _without_literals(types: TypeSet) -> TypeSet:
    values = (widened(value) if isinstance(value, TypeExpression) else value for value in types.alternatives)
    return type_set(*values, is_open=types.is_open)


def _updated(types: TypeSet, fields: dict[str, TypeExpression]) -> TypeSet | None:
    """Return a record with further fields, or others in the place of its own, None for other types."""
    records = [type_ for type_ in types.types if isinstance(type_, Record)]
    if len(records) != 1 or len(types.alternatives) != 1:
        return None
    merged = {**dict(records[0].fields), **fields}
    values = as_type(join([type_set(records[0].arguments[1]), *map(type_set, fields.values())]))
    plain = generic_of("dict", (records[0].arguments[0], values))
    return type_set(record_of(plain, merged)).with_unknown(types.is_open)
