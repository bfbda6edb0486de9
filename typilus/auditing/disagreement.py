"""The distance between an annotation and a prediction."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum

from typilus.annotation_types import (
    UNION,
    TypeExpression,
    TypeLattice,
    erase,
    is_informative,
    known_bases,
    parse_type,
    rename,
    union_of,
)

__all__ = ["Disagreement", "compare"]

_NONE = parse_type("None")
_SELF = "typing.Self"
_TYPED_DICT = "typing.TypedDict"
_PROTOCOLS = frozenset({"typing.Protocol", "typing_extensions.Protocol"})
# Bases in these modules say next to nothing of what a class is for.
_EVERYWHERE = frozenset(sys.stdlib_module_names)
_OTHER_NUMBERS = frozenset({"float", "complex"})


class Disagreement(str, Enum):
    """The kind of disagreement, of which only the first two say that the annotation is wrong.

    CONTRADICTED: the code proves it, and nobody needs to vote. DIFFERENT: no value is likely to have both types.
    MORE_PRECISE: the prediction is a subtype of the annotation. WIDER: a supertype. OVERLAPPING: unions that share a
    member. ARGUMENTS: the same class, or a sub- or supertype, but for the arguments and for None (`list[int]`,
    `list[str] | None`). RELATED: classes with a base in common that is not the standard library's, such as two kinds of
    one project's events.
    """

    CONTRADICTED = "contradicted"
    DIFFERENT = "different"
    MORE_PRECISE = "more precise"
    WIDER = "wider"
    OVERLAPPING = "overlapping"
    ARGUMENTS = "other arguments"
    RELATED = "related"


def compare(written: TypeExpression, predicted: TypeExpression, lattice: TypeLattice) -> Disagreement | None:
    """Return the kind of disagreement, None if they agree or one of them is uninformative.

    `int` and `float` are different here, though every `int` will do where a `float` is asked for: that an amount is
    whole, or is not, is what such an annotation is there to say.
    """
    if written == predicted or not is_informative(written) or not is_informative(predicted):
        return None
    written, predicted = _numbers_apart(written, predicted)
    if lattice.is_subtype(predicted, written):
        return Disagreement.MORE_PRECISE
    if lattice.is_subtype(written, predicted):
        return Disagreement.WIDER
    without, bare = _members(erase(written)), _members(erase(predicted))
    if lattice.is_subtype(union_of(bare), union_of(without)) or lattice.is_subtype(union_of(without), union_of(bare)):
        return Disagreement.ARGUMENTS
    pairs = [(one, other) for one in without for other in bare]
    if any(lattice.is_subtype(one, other) or lattice.is_subtype(other, one) for one, other in pairs):
        return Disagreement.OVERLAPPING
    if any(_have_a_base(one, other, lattice) for one, other in pairs):
        return Disagreement.RELATED
    return Disagreement.DIFFERENT


def _have_a_base(one: TypeExpression, other: TypeExpression, lattice: TypeLattice) -> bool:
    """Return whether both have a base besides those that almost everything has: `object`, `Generic`, `Sequence`, ...

    `Self` may be any class that is not built in; the objects of a `TypedDict` are dictionaries; what a protocol takes,
    its members say, and not its name.
    """
    if _SELF in (one.name, other.name):
        return "." in one.name and "." in other.name
    ancestors = {type_.name: lattice.ancestors(type_.name).keys() for type_ in (one, other)}
    if any(type_.name == "dict" for type_ in (one, other)) and any(
        _TYPED_DICT in ancestor for ancestor in ancestors.values()
    ):
        return True
    if all("." in name for name in ancestors) and any(_PROTOCOLS & names for names in ancestors.values()):
        return True
    shared = ancestors[one.name] & ancestors[other.name]
    return any(
        "." in name and name not in known_bases() and name.partition(".")[0] not in _EVERYWHERE for name in shared
    )


def _members(expression: TypeExpression) -> tuple[TypeExpression, ...]:
    """Return the members of a union, except None."""
    members = expression.arguments if expression.name == UNION else (expression,)
    return tuple(member for member in members if member != _NONE)


def _numbers_apart(one: TypeExpression, other: TypeExpression) -> tuple[TypeExpression, TypeExpression]:
    """Both types, `int` under a name that the numeric tower does not know where it would meet `float` in it."""
    names, others = set(_names(one)), set(_names(other))
    if ("int" in names and others & _OTHER_NUMBERS) or ("int" in others and names & _OTHER_NUMBERS):
        return rename(one, _whole), rename(other, _whole)
    return one, other


def _whole(name: str) -> str:
    return "typilus.whole_number" if name == "int" else name


def _names(expression: TypeExpression) -> Iterator[str]:
    yield expression.name
    for argument in expression.arguments:
        yield from _names(argument)
