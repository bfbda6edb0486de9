"""Types of containers, and how much they say of what is in them."""

from __future__ import annotations

from typilus.annotation_types import ANY, TypeExpression, generic_of

__all__ = [
    "CONTAINERS",
    "ELEMENT",
    "INVARIANT",
    "LIST_OF_ELEMENTS",
    "emptied",
    "holds_element",
    "is_telling",
    "is_vague",
    "is_whole",
    "matched",
]

CONTAINERS = frozenset(
    {"list", "set", *(f"collections.abc.{name}" for name in ("Sequence", "Iterable", "Collection", "Iterator"))}
)
INVARIANT = frozenset({"list", "set", "dict", "collections.deque", "collections.defaultdict"})
BARE = frozenset({*CONTAINERS, *INVARIANT, "tuple"})
_VAGUE = frozenset({"typing.Any", "object", "None"})
ELEMENT = TypeExpression("typilus.Element")
"""Stands for whatever a container holds."""
LIST_OF_ELEMENTS = generic_of("list", (ELEMENT,))


def matched(pattern: TypeExpression, type_: TypeExpression) -> TypeExpression | None:
    """Return what is in a type where a pattern has the element."""
    if pattern == ELEMENT:
        return type_
    if pattern.name != type_.name and not {pattern.name, type_.name} <= CONTAINERS:
        return None
    if len(pattern.arguments) != len(type_.arguments):
        return None
    parts = map(matched, pattern.arguments, type_.arguments)
    return next((part for part in parts if part is not None), None)


def emptied(type_: TypeExpression) -> TypeExpression:
    """Return a type with the element in the place of whatever it holds in the end."""
    return TypeExpression(type_.name, tuple(map(emptied, type_.arguments))) if type_.arguments else ELEMENT


def holds_element(type_: TypeExpression) -> bool:
    """Return whether the element is part of a type."""
    return type_ == ELEMENT or any(map(holds_element, type_.arguments))


def is_telling(type_: TypeExpression) -> bool:
    """Return whether a type, and all that it holds, says something."""
    return (
        type_.name not in _VAGUE
        and (bool(type_.arguments) or type_.name not in BARE)
        and all(map(is_telling, type_.arguments))
    )


def is_whole(type_: TypeExpression) -> bool:
    """Return whether nothing of a type, nor of what it holds, is left open."""
    return type_ != ANY and (bool(type_.arguments) or type_.name not in BARE) and all(map(is_whole, type_.arguments))


def is_vague(type_: TypeExpression) -> bool:
    """Return whether a container does not say what it holds."""
    return type_.name in BARE and all(map(_says_nothing, type_.arguments))


def _says_nothing(type_: TypeExpression) -> bool:
    return type_.name in _VAGUE or (bool(type_.arguments) and all(map(_says_nothing, type_.arguments)))
