"""Values that the code visibly gives a symbol, against a type that is recommended for it: what it cannot hold."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.annotation_types import ANY, ARGUMENT_LIST, CALLABLE, ELLIPSIS, NONE, TypeExpression
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.graph.type_sets import DECLINED, FunctionValue, HeldFunctions, Value
from typilus.static_inference.objections.exclusion import excludes, members_of
from typilus.static_inference.operations.argument_binding import bind_call

__all__ = ["misfit"]

# Numbers of the wider class are no values of the narrower, though a declared type may be narrowed to it.
_NARROWER = {"int": ("bool",), "float": ("int", "bool"), "complex": ("float", "int", "bool")}
_UNTOLD = ("...", "()", "[]")


def misfit(type_: TypeExpression, inflow: Sequence[Value], classes: Classes) -> TypeExpression | None:
    """Return the class of a value that flows into a symbol and that a type cannot hold, None if it may hold all.

    In doubt it may: an unknown class excludes nothing, an object of a base class may be one of the subclass, and a
    value that is declared as a union may have been narrowed before.

    Args:
        type_: Recommended type, its classes by the names of their definitions.
        inflow: Values known to flow into the symbol, without guesses, in their order.
        classes: Inheritance of classes.
    """
    for value in inflow:
        if isinstance(value, TypeExpression):
            if value.name != DECLINED and _is_apart(type_, value, classes):
                return value
        elif isinstance(value, FunctionValue) and all(_excludes(one, value, classes) for one in members_of(type_)):
            return TypeExpression(CALLABLE)
    return None


def _excludes(type_: TypeExpression, function: FunctionValue, classes: Classes) -> bool:
    """Return whether a function is none of a type: no callable, or one that takes more or fewer arguments."""
    if type_.name != CALLABLE:
        return _is_no_function(type_, classes)
    asked = type_.arguments[0] if type_.arguments else ELLIPSIS
    definition = function.definition
    if asked.name != ARGUMENT_LIST or definition.decorators or any(_is_several(one) for one in asked.arguments):
        return False
    return bind_call(function, definition.node.args, ("",) * len(asked.arguments)) is None


def _is_several(argument: TypeExpression) -> bool:
    return argument.name in ("typing.Unpack", "...") or argument.name[0] == "~"


def _is_no_function(type_: TypeExpression, classes: Classes) -> bool:
    is_plain = type_.name != CALLABLE and excludes(type_, NONE, classes)
    return type_ == NONE or (is_plain and classes.member(type_, "__call__") is None)


def _is_apart(wide: TypeExpression, narrow: TypeExpression, classes: Classes) -> bool:
    """Return whether no value of `narrow`, or of any member of a union, is in a member of `wide`."""
    return all(_is_none_of(one, other, classes) for one in members_of(wide) for other in members_of(narrow))


def _is_none_of(wide: TypeExpression, narrow: TypeExpression, classes: Classes) -> bool:
    if wide.name in _NARROWER.get(narrow.name, ()):
        return True
    if narrow.name == CALLABLE and wide.name != CALLABLE:
        return _is_no_function(wide, classes)
    if wide.name == "type" or (wide.name != narrow.name and (not wide.arguments or excludes(wide, narrow, classes))):
        return excludes(wide, narrow, classes)
    if wide.name != narrow.name:
        # A `TextIOWrapper` is an `IO[str]`, and no `IO[bytes]`.
        as_wide = classes.ancestor(narrow, wide.name)
        return as_wide is not None and _is_none_of(wide, as_wide, classes)
    if wide.name == "tuple":
        return _are_other_tuples(wide.arguments, narrow.arguments, classes)
    if len(wide.arguments) != len(narrow.arguments):
        return False
    pairs = zip(wide.arguments, narrow.arguments, strict=True)
    return any(_holds_others(one, other, classes) for one, other in pairs)


def _are_other_tuples(wide: tuple[TypeExpression, ...], narrow: tuple[TypeExpression, ...], classes: Classes) -> bool:
    """Tuples of another length, or with something else in one place."""
    if len(wide) == 2 and wide[1].name == "...":
        return any(_holds_others(wide[0], one, classes) for one in narrow if one.name not in _UNTOLD)
    if not wide or not narrow or any(element.name in _UNTOLD for element in (*wide, *narrow)):
        return False
    if len(wide) != len(narrow):
        return True
    return any(_holds_others(one, other, classes) for one, other in zip(wide, narrow, strict=True))


def _holds_others(wide: TypeExpression, narrow: TypeExpression, classes: Classes) -> bool:
    """The same for what a container holds, where None is often put first to keep a place."""
    own = members_of(wide)
    for member in members_of(narrow):
        if isinstance(member, HeldFunctions):
            if any(all(_excludes(one, function, classes) for one in own) for function in member.functions):
                return True
        elif member in (NONE, ANY) or member.name in _UNTOLD:
            continue
        elif all(_is_none_of(one, member, classes) for one in own):
            return True
    return False
