"""Classes of a type under other names, the whole still canonical."""

from __future__ import annotations

from collections.abc import Callable

from typilus.annotation_types.expression import ARGUMENT_LIST, LITERAL, UNION, TypeExpression, union_of
from typilus.annotation_types.resolution import normal
from typilus.annotation_types.special_forms import BARE, WITHOUT_TYPE, apply, is_wrapper
from typilus.errors import TypeExpressionError

__all__ = ["rename"]


def rename(expression: TypeExpression, spell: Callable[[str], str]) -> TypeExpression:
    """The type with every class's name replaced by `spell(name)`, canonical again.

    A new name may be a synonym (`pkg.compat.NDArray` found to be `numpy.typing.NDArray`) or a special form: it then
    means what it means anywhere else. Values of a Literal and type variables stay.

    Raises:
        TypeExpressionError: A class turned out to be no type (`typing.TypeAlias`).
    """
    name = expression.name
    if name == LITERAL or name[0] in "~.(":
        return expression
    arguments = tuple(rename(argument, spell) for argument in expression.arguments)
    if name == UNION:
        return union_of(arguments)
    if name == ARGUMENT_LIST:
        return TypeExpression(name, arguments)
    renamed = normal(spell(name))
    if renamed.arguments:  # it stands for something that takes no arguments
        return renamed
    if arguments:
        return arguments[0] if is_wrapper(renamed.name) else apply(renamed.name, arguments)
    if renamed.name in WITHOUT_TYPE:
        raise TypeExpressionError(f"not a type: {name} is {renamed}")
    return BARE.get(renamed.name, renamed)
