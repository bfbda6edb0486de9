"""Type variables and `Self` replaced by what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from typilus.annotation_types import ANY, LITERAL, NONE, UNION, TypeExpression, generic_of, union_of

__all__ = ["applied", "renamed", "substituted", "variables_in", "widened", "with_self", "without_variables"]


# What stubs say in more detail than anybody writes.
_VALUES = {"typing.LiteralString": "str", "typing.TypeIs": "bool", "typing.TypeGuard": "bool"}


def substituted(type_: TypeExpression, by_variable: Mapping[str, TypeExpression]) -> TypeExpression:
    """Return a type with its variables replaced, except those without a value."""
    if not by_variable or (not type_.arguments and type_.name[0] != "~"):
        return type_
    if not type_.arguments:
        return by_variable.get(type_.name, type_)
    arguments = tuple(substituted(argument, by_variable) for argument in type_.arguments)
    return type_ if arguments == type_.arguments else _again(type_.name, arguments)


def with_self(type_: TypeExpression, receiver: TypeExpression) -> TypeExpression:
    """A type with `Self` replaced by the receiver's."""
    if type_.name == "typing.Self":
        return receiver
    arguments = tuple(with_self(argument, receiver) for argument in type_.arguments)
    return type_ if arguments == type_.arguments else _again(type_.name, arguments)


def applied(
    declared: TypeExpression, receiver: TypeExpression, by_variable: Mapping[str, TypeExpression]
) -> TypeExpression:
    """A type that a class's body declares, for an object of type `receiver`, or for the class itself: `type[C]`."""
    instance = receiver.arguments[0] if receiver.name == "type" and receiver.arguments else receiver
    return with_self(substituted(declared, by_variable), instance)


def without_variables(type_: TypeExpression) -> TypeExpression:
    """Return a declared type without type variables, whose values are unknown, and with the classes of literals.

    An unknown `AnyStr` is taken for `str`, which is far more common than `bytes`. Inside of a type, stubs have `Any`
    beside what is hardly ever anything else: `dict[str | Any, str | Any]` of `csv.DictReader`.
    """
    if type_.name[0] == "~":
        return TypeExpression("str") if type_.name == "~AnyStr" else ANY
    if type_.name == LITERAL:
        return widened(type_)
    if type_.name in _VALUES:
        return TypeExpression(_VALUES[type_.name])
    arguments = tuple(_without_any(without_variables(argument), argument) for argument in type_.arguments)
    return type_ if arguments == type_.arguments else _again(type_.name, arguments)


def _without_any(type_: TypeExpression, declared: TypeExpression) -> TypeExpression:
    """A part of a type without the `Any` that its declaration adds to others."""
    if declared.name != UNION or ANY not in declared.arguments:
        return type_
    others = [member for member in (type_.arguments if type_.name == UNION else ()) if member != ANY]
    return union_of(others) if any(member != NONE for member in others) else type_


def variables_in(type_: TypeExpression) -> Iterator[str]:
    """Yield the names of a type's variables, `~T`, in order."""
    if type_.name[0] == "~":
        yield type_.name
    for argument in type_.arguments:
        yield from variables_in(argument)


def widened(type_: TypeExpression) -> TypeExpression:
    """Return the class of a literal, or any other type as it is."""
    if type_.name != LITERAL or not type_.arguments:
        return type_
    return union_of(_class_of(argument.name) for argument in type_.arguments)


def renamed(type_: TypeExpression, spell: Callable[[str], str]) -> TypeExpression:
    """A type with its classes under other names."""
    if type_.name == LITERAL:
        return type_
    return _again(spell(type_.name), tuple(renamed(argument, spell) for argument in type_.arguments))


def _class_of(value: str) -> TypeExpression:
    """The class of a literal's value, which is written as by `repr`, or an enumeration's member."""
    if value[0] in "'\"":
        return TypeExpression("str")
    if value[:2] in ("b'", 'b"'):
        return TypeExpression("bytes")
    if value in ("True", "False"):
        return TypeExpression("bool")
    if value[0].isdigit() or value[0] == "-":
        return TypeExpression("int")
    return TypeExpression(value.rpartition(".")[0] or value)


def _again(name: str, arguments: tuple[TypeExpression, ...]) -> TypeExpression:
    if not arguments:
        return TypeExpression(name)
    return union_of(arguments) if name == UNION else generic_of(name, arguments)
