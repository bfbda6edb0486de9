"""The types that are worth learning and predicting, and coarser forms of a type: erased, pruned, with open parts."""

from __future__ import annotations

import itertools
import re

from typilus.annotation_types.expression import ANY, ARGUMENT_LIST, LITERAL, UNION, TypeExpression, generic_of, union_of

__all__ = ["erase", "is_informative", "looks_like_type_variable", "prune", "specifies"]

_UNINFORMATIVE = frozenset(
    {
        "typing.Any",
        "None",
        "typing.NoReturn",
        "typing.Unpack",
        # What checkers print where they know nothing (pytype, pyright, mypy's stubgen).
        "unknown",
        "Unknown",
        "nothing",
        "Nothing",
        "Incomplete",
        "builtins.nothing",
    }
)
_SEQUENCES = frozenset({"list", *(f"collections.abc.{name}" for name in ("Sequence", "Iterable", "Collection"))})
_TYPE_VARIABLE = re.compile(r"_*(?:[A-PR-Z]\d?|KT|VT|AnyStr)|_*[A-Z]\w*(?:[a-z0-9]T|_co|_contra)")


def looks_like_type_variable(name: str) -> bool:
    """Return whether a name declared elsewhere is conventionally a type variable: `T`, `_T`, `KT`, `S1`, `T_co`,
    `ModelT`.

    `Q` is not: it is a class of Django's far more often.
    """
    return _TYPE_VARIABLE.fullmatch(name) is not None


def is_informative(expression: TypeExpression) -> bool:
    """Return whether a type takes part in training and evaluation.

    Left out, as in the authors' released code: Any, None, NoReturn and Never, bare type variables, names that begin
    with an underscore (the last component counts: `pkg._vendor.Shop` is fine, `pkg._Shop` is not), and checkers'
    unknowns. A union says something if one of its members does: `Any | None` does not.
    """
    name = expression.name
    if name == UNION:
        return any(map(is_informative, expression.arguments))
    if name in _UNINFORMATIVE or name[0] == "~":
        return False
    return name.rpartition(".")[2][:1] != "_"


def erase(expression: TypeExpression) -> TypeExpression:
    """Drop the outermost parameters: `list[int]` becomes `list`, and in a union each member loses its own.

    This is Er(·) of the paper's Eq. 4 and of its "match up to parametric type".
    """
    if expression.name == UNION:
        return union_of(map(erase, expression.arguments))
    return TypeExpression(expression.name) if expression.arguments else expression


def prune(expression: TypeExpression, depth: int = 2) -> TypeExpression:
    """Rewrite parametric components nested deeper than `depth` to Any (paper, section 6.1).

    `list[list[list[int]]]` becomes `list[list[Any]]`, that is `list[list]`; `list[list[int]]`, which has depth two,
    stays. Unions and a Callable's parameter list are not levels of their own.
    """
    name, arguments = expression.name, expression.arguments
    if not arguments or name == LITERAL:
        return expression
    if name == UNION:
        return union_of(prune(member, depth) for member in arguments)
    if name == ARGUMENT_LIST:
        return TypeExpression(name, tuple(prune(argument, depth) for argument in arguments))
    if depth == 0:
        return ANY
    return generic_of(name, tuple(prune(argument, depth - 1) for argument in arguments))


def specifies(type_: TypeExpression, open_type: TypeExpression) -> bool:
    """Return whether a type says all that another one does, and what that leaves open."""
    if open_type == ANY:
        return True
    if type_.name != open_type.name and not {type_.name, open_type.name} <= _SEQUENCES:
        return False
    pairs = itertools.zip_longest(type_.arguments, open_type.arguments)
    is_open = not open_type.arguments and bool(type_.arguments)
    return is_open or all(one is not None and other is not None and specifies(one, other) for one, other in pairs)
