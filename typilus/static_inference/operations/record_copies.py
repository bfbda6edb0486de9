"""Copies of dicts that remember what is under their keys: `dict(options, size=1)`, `options.copy()`."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.substitution import widened
from typilus.static_inference.graph.type_sets import (
    FunctionValue,
    Record,
    TypeSet,
    Value,
    as_type,
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
    own = others[0].alternatives if others else frozenset()
    record = next(iter(own)) if len(own) == 1 else None
    if others and not isinstance(record, Record):
        return None
    fields = dict(record.fields) if isinstance(record, Record) else {}
    fields |= {keyword: as_type(one) for one, keyword in zip(arguments, keywords, strict=True) if keyword}
    return type_set(record_of(fields)).with_unknown(any(one.is_open for one in arguments)) if fields else None


def _without_literals(types: TypeSet) -> TypeSet:
    values = (widened(value) if isinstance(value, TypeExpression) else value for value in types.alternatives)
    return type_set(*values, is_open=types.is_open)
