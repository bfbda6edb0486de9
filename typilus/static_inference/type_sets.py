"""What static inference knows of a node: the types it may have, and whether that is all of them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typilus.annotation_types import ANY, TypeExpression, generic_of, union_of

if TYPE_CHECKING:
    from typilus.static_inference.definitions import FunctionDefinition

__all__ = [
    "NOTHING",
    "UNKNOWN",
    "FunctionValue",
    "ModuleValue",
    "SuperValue",
    "TypeSet",
    "Value",
    "as_type",
    "class_object",
    "join",
    "shallow",
    "type_set",
]

MOST_ALTERNATIVES: Final = 6
"""A set with more of them says nothing: nobody writes such a union, and the fixed point comes sooner."""
DEEPEST: Final = 3
_DISPLAYS: Final = frozenset({"list", "set", "dict"})


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """A function as a value; of a method that was read from an object, the object's type as `receiver`."""

    definition: FunctionDefinition
    receiver: TypeExpression | None = None


@dataclass(frozen=True, slots=True)
class ModuleValue:
    """A module as a value."""

    name: str


@dataclass(frozen=True, slots=True)
class SuperValue:
    """`super()`: an object of type `receiver` whose members are looked for behind the class `after`."""

    receiver: TypeExpression
    after: str


Value = TypeExpression | FunctionValue | ModuleValue | SuperValue
"""An instance of a class as that class; a class as `type[C]`."""


@dataclass(frozen=True, slots=True)
class TypeSet:
    """The types that a node may have.

    Attributes:
        alternatives: those that are known.
        is_open: there may be others: something that it comes from is not known.
    """

    alternatives: frozenset[Value] = frozenset()
    is_open: bool = False

    def with_unknown(self, is_open: bool = True) -> TypeSet:
        """The same alternatives, and perhaps others."""
        return TypeSet(self.alternatives, True) if is_open and not self.is_open else self

    @property
    def ordered(self) -> list[Value]:
        """The alternatives in an order that is the same in every run."""
        return sorted(self.alternatives, key=_text_of)

    @property
    def types(self) -> list[TypeExpression]:
        """The alternatives that are instances or classes, in the order of their text."""
        return sorted((each for each in self.alternatives if isinstance(each, TypeExpression)), key=str)

    def without(self, *names: str) -> TypeSet:
        """The alternatives that are not instances of the named classes."""
        kept = (each for each in self.alternatives if not (isinstance(each, TypeExpression) and each.name in names))
        return TypeSet(frozenset(kept), self.is_open)


def _text_of(value: Value) -> str:
    if isinstance(value, FunctionValue):
        return f"{value.definition.name} {value.receiver}"
    if isinstance(value, SuperValue):
        return f"{value.receiver} {value.after}"
    return value.name if isinstance(value, ModuleValue) else str(value)


NOTHING = TypeSet()
"""Not known yet, or never: what the fixed point starts from."""
UNKNOWN = TypeSet(is_open=True)


def type_set(*values: Value, is_open: bool = False) -> TypeSet:
    """The set of some values; a union is its members, and what is `Any` is unknown."""
    found: set[Value] = set()
    for value in values:
        if isinstance(value, TypeExpression) and value.name == "|":
            found.update(value.arguments)
        else:
            found.add(value)
    if ANY in found:
        found.discard(ANY)
        is_open = True
    return TypeSet(frozenset(found), is_open)


def _without_empty_containers(values: Set[Value]) -> Set[Value]:
    """Without containers that were empty and of which another value tells what they hold."""
    if len(values) < 2:
        return values
    told = {each.name for each in values if isinstance(each, TypeExpression) and not _is_empty(each)}
    return {each for each in values if not (isinstance(each, TypeExpression) and _is_empty(each) and each.name in told)}


def _is_empty(type_: TypeExpression) -> bool:
    """A bare class, or one whose arguments tell nothing: `list`, `defaultdict[Any, list]`."""
    return all(each == ANY or (each.name in _DISPLAYS and not each.arguments) for each in type_.arguments)


def join(sets: Iterable[TypeSet]) -> TypeSet:
    """What one of several sets has. A bare container beside one that tells its elements was an empty display."""
    found: set[Value] = set()
    is_open = False
    for each in sets:
        found |= each.alternatives
        is_open = is_open or each.is_open
    alternatives = _without_empty_containers(found)
    return UNKNOWN if len(alternatives) > MOST_ALTERNATIVES else TypeSet(frozenset(alternatives), is_open)


def class_object(instance: TypeExpression) -> TypeExpression:
    """`type[C]`."""
    return TypeExpression("type", (instance,))


def as_type(found: TypeSet) -> TypeExpression:
    """One type for what a set holds, as an argument of a generic type: `Any` where nothing is known.

    What is known of an open set is the best guess; it is the set around it that says that it is open.
    """
    types = [
        shallow(each) for each in _without_empty_containers(found.alternatives) if isinstance(each, TypeExpression)
    ]
    return union_of(types) if types else ANY


def shallow(expression: TypeExpression, depth: int = DEEPEST) -> TypeExpression:
    """The type, cut off below so many levels, so that no loop makes it grow without end."""
    if not expression.arguments:
        return expression
    if depth == 0:
        return ANY if expression.name in ("|", "[]") else TypeExpression(expression.name)
    deeper = depth if expression.name == "|" else depth - 1
    arguments = tuple(shallow(each, deeper) for each in expression.arguments)
    if arguments == expression.arguments:
        return expression
    if expression.name == "|":
        return ANY if ANY in arguments else union_of(arguments)
    return generic_of(expression.name, arguments)
