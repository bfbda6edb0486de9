"""Decide whether a value of one type can be of another, by classes, protocols and promotions."""

from __future__ import annotations

from typilus.annotation_types import ANY, CALLABLE, LITERAL, NONE, OBJECT, UNION, TypeExpression
from typilus.semantics import LOCALS
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.substitution import widened

__all__ = ["excludes", "members_of"]

# What a type checker takes for another class.
_PROMOTED = {
    "int": ("float", "complex"),
    "bool": ("float", "complex"),
    "float": ("complex",),
    "bytearray": ("bytes",),
    "memoryview": ("bytes",),
}
_OPEN = frozenset(
    {"typing.Self", "typing.LiteralString", "type", "typing.Hashable", "collections.abc.Hashable", CALLABLE}
)
# Protocols to a type checker, which in truth only generators are.
_GENERATORS = frozenset({"collections.abc.Generator", "collections.abc.AsyncGenerator"})
_COROUTINE = "collections.abc.Coroutine"
_ONE_BY_ONE = frozenset({"collections.abc.Iterator", "collections.abc.AsyncIterator", "collections.abc.Awaitable"})
_FOREIGN = _ONE_BY_ONE | {CALLABLE}
_BUILT_IN = frozenset(
    {"bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset"}
    | {"int", "list", "range", "set", "str", "tuple"}
)
"""Classes that are none of those protocols, and of which nobody expects a subclass that is."""
_PROTOCOLS = frozenset({"typing.Protocol", "Protocol", "typing_extensions.Protocol"})
_TYPED_DICT = "typing.TypedDict"


def members_of(type_: TypeExpression) -> tuple[TypeExpression, ...]:
    """Return the members of a union, or any other type alone, with the class for a `Literal`."""
    if type_.name == UNION:
        return tuple(widened(member) if member.name == LITERAL else member for member in type_.arguments)
    return (widened(type_) if type_.name == LITERAL else type_,)


def excludes(written: TypeExpression, other: TypeExpression, classes: Classes) -> bool:
    """Return whether no value of `other` is one of `written`. Unknown types exclude nothing.

    Args:
        written: Annotation, its classes by the names of their definitions.
        other: Another type in the same form.
        classes: Inheritance of classes.
    """
    return all(_are_apart(wide, narrow, classes) for wide in members_of(written) for narrow in members_of(other))


def _are_apart(wide: TypeExpression, narrow: TypeExpression, classes: Classes) -> bool:
    key = wide.name, narrow.name
    if wide.name == narrow.name or ANY.name in key or OBJECT.name in key:
        return False
    if NONE.name in key:
        other = narrow if wide.name == NONE.name else wide
        return other.name in _FOREIGN or _is_plain(other, classes)
    if LOCALS in wide.name or LOCALS in narrow.name:  # what is above them may not be known yet
        return _are_other_classes(wide, narrow, classes)
    if key not in classes.apart:
        classes.apart[key] = _are_other_classes(wide, narrow, classes)
    return classes.apart[key]


def _are_other_classes(wide: TypeExpression, narrow: TypeExpression, classes: Classes) -> bool:
    if any(one.name in _FOREIGN and other.name in _BUILT_IN for one, other in ((wide, narrow), (narrow, wide))):
        return True
    is_plain = wide.name == _COROUTINE or _is_plain(wide, classes)
    if not is_plain or not (_is_plain(narrow, classes) or narrow.name == "type"):
        return False
    if narrow.name == "type":  # a class is an object of its metaclass
        return not classes.is_subclass(wide.name, "type")
    if wide.name in _PROMOTED.get(narrow.name, ()) or narrow.name in _PROMOTED.get(wide.name, ()):
        return False
    if "dict" in (wide.name, narrow.name) and any(_is_typed_dict(side, classes) for side in (wide, narrow)):
        return False
    return not classes.is_subclass(narrow.name, wide.name) and not classes.is_subclass(wide.name, narrow.name)


def _is_plain(type_: TypeExpression, classes: Classes) -> bool:
    """Return whether it is a class with known bases, whose instances are made by inheritance alone."""
    if type_.name[0] == "~" or type_.name in _OPEN or not classes.has_all_bases(type_.name):
        return False
    return type_.name in _GENERATORS or not _is_protocol(type_.name, classes)


def _is_protocol(name: str, classes: Classes) -> bool:
    definition = classes.find(name)
    return definition is not None and any(base.name in _PROTOCOLS for base in classes.bases(definition))


def _is_typed_dict(type_: TypeExpression, classes: Classes) -> bool:
    return any(
        _TYPED_DICT in (base.name for base in classes.bases(ancestor.definition))
        for ancestor in classes.order(type_.name)
    )
