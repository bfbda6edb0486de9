"""Frozen results as JSON values, for journals, and back."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from enum import Enum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from graph_extraction import SourceDocument

__all__ = ["from_record", "to_record"]

Value = TypeVar("Value")


def to_record(value: Any) -> dict[str, Any]:
    """The fields of a dataclass, and of those in it, as JSON values. Source texts are left out."""
    return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}


def from_record(kind: type[Value], record: Mapping[str, Any]) -> Value:
    """The dataclass of which `to_record` gave the record, perhaps by way of JSON text.

    Raises:
        KeyError: The record lacks a field.
    """
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type]
    return kind(**{name: _read(hint, record[name]) for name, hint in hints.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, SourceDocument):
        return None
    if dataclasses.is_dataclass(value):
        return to_record(value)
    if isinstance(value, Enum):
        return value.value
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], part) for part in value)
    kind = next((part for part in get_args(hint) if part is not NoneType), hint)
    if not isinstance(kind, type):
        return value
    if dataclasses.is_dataclass(kind):
        return from_record(kind, value)
    return kind(value) if issubclass(kind, Enum) else value


@functools.cache
def _hints(kind: Callable[..., Any]) -> dict[str, Any]:
    return get_type_hints(kind)
