"""The types that static inference knows for a node, and whether these are all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from typilus.annotation_types import ANY, CALLABLE, NONE, TypeExpression, generic_of, union_of

if TYPE_CHECKING:
    from typilus.static_inference.definitions.module_text import FunctionDefinition

__all__ = [
    "DECLINED",
    "MAX_HELD",
    "NOTHING",
    "UNKNOWN",
    "FunctionValue",
    "HeldFunctions",
    "ModuleValue",
    "Record",
    "SuperValue",
    "TypeSet",
    "Value",
    "as_type",
    "class_object",
    "field_of",
    "join",
    "record_of",
    "shallow",
    "type_set",
]

MAX_DEPTH: Final = 3
MAX_HELD: Final = 24
"""Functions that a container's type remembers."""
MAX_FIELDS: Final = 40
"""Keys that a dict's type remembers."""
MAX_NESTED: Final = 2
"""Records in each other that are remembered."""
DECLINED: Final = "types.NotImplementedType"
"""The result of an operator's method that leaves the answer to the other operand."""
_DISPLAYS: Final = frozenset({"list", "set", "dict"})
_CALLABLE: Final = TypeExpression(CALLABLE)


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """A function as a value.

    Attributes:
        definition: The function.
        receiver: The object's type, for a method that was read from it.
        taken: Number of positional arguments that `functools.partial` has bound.
        named: Names of those that it has bound by name.
    """

    definition: FunctionDefinition
    receiver: TypeExpression | None = None
    taken: int = 0
    named: frozenset[str] = frozenset()

    @property
    def is_bound(self) -> bool:
        """Return whether the first parameter is the receiver."""
        return self.receiver is not None and not self.definition.is_static

    @property
    def skipped(self) -> int:
        """Return the number of positional parameters that are bound before a call."""
        return self.is_bound + self.taken


@dataclass(frozen=True, repr=False)
class HeldFunctions(TypeExpression):
    """`Callable` as an argument of a container's type, which remembers the functions that the container holds.

    Attributes:
        functions: Those that are known.
    """

    functions: frozenset[FunctionValue] = frozenset()

    __hash__ = TypeExpression.__hash__


@dataclass(frozen=True, repr=False)
class Record(TypeExpression):
    """A dict's type that remembers what is under the keys that are written out: `{"name": "Ann", "age": 3}`.

    Attributes:
        fields: Keys and types, in the order of the keys; `Any` where nothing is known.
    """

    fields: tuple[tuple[str, TypeExpression], ...] = ()

    __hash__ = TypeExpression.__hash__


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
        alternatives: Known types.
        is_open: Whether there may be others, as something that it comes from is unknown.
    """

    alternatives: frozenset[Value] = frozenset()
    is_open: bool = False

    def with_unknown(self, is_open: bool = True) -> TypeSet:
        """The same alternatives, and perhaps others."""
        return TypeSet(self.alternatives, True) if is_open and not self.is_open else self

    @property
    def ordered(self) -> list[Value]:
        """The alternatives in the order of their text, None last."""
        if len(self.alternatives) == 1:
            return list(self.alternatives)
        return sorted(self.alternatives, key=lambda value: (value == NONE, _text_of(value)))

    @property
    def types(self) -> list[TypeExpression]:
        """The alternatives that are instances or classes, in the order of their text."""
        return sorted((value for value in self.alternatives if isinstance(value, TypeExpression)), key=str)

    def without(self, *names: str) -> TypeSet:
        """The alternatives that are not instances of the named classes."""
        dropped = [value for value in self.alternatives if isinstance(value, TypeExpression) and value.name in names]
        return TypeSet(self.alternatives.difference(dropped), self.is_open) if dropped else self


def _text_of(value: Value) -> str:
    if isinstance(value, FunctionValue):
        return f"{value.definition.name} {value.receiver} {value.taken} {sorted(value.named)}"
    if isinstance(value, SuperValue):
        return f"{value.receiver} {value.after}"
    return value.name if isinstance(value, ModuleValue) else str(value)


NOTHING = TypeSet()
"""Not known yet, or never: what the fixed point starts from."""
UNKNOWN = TypeSet(is_open=True)


def type_set(*values: Value, is_open: bool = False) -> TypeSet:
    """Return the set of some values, with the members of a union and with unknown for `Any`."""
    members: set[Value] = set()
    for value in values:
        if isinstance(value, TypeExpression) and value.name == "|":
            members.update(value.arguments)
        else:
            members.add(value)
    for held in [value for value in members if isinstance(value, HeldFunctions)]:
        members.remove(held)
        members |= held.functions
    if ANY in members:
        members.discard(ANY)
        is_open = True
    return TypeSet(frozenset(members), is_open)


def _without_empty_containers(values: Set[Value]) -> Set[Value]:
    """Without containers that were empty and of which another value tells what they hold."""
    if len(values) < 2:
        return values
    filled = {value.name for value in values if isinstance(value, TypeExpression) and not _is_empty(value)}
    return {
        value
        for value in values
        if not (isinstance(value, TypeExpression) and _is_empty(value) and value.name in filled)
    }


def _is_empty(type_: TypeExpression) -> bool:
    """A bare class, or one whose arguments tell nothing: `list`, `defaultdict[Any, list]`."""
    return all(
        argument == ANY or (argument.name in _DISPLAYS and not argument.arguments) for argument in type_.arguments
    )


def join(sets: Iterable[TypeSet]) -> TypeSet:
    """Return the union of several sets. A bare container beside one with elements was an empty display."""
    members: set[Value] = set()
    is_open = False
    for types in sets:
        members |= types.alternatives
        is_open = is_open or types.is_open
    return TypeSet(frozenset(_put_together(_without_empty_containers(members))), is_open)


def _put_together(values: Set[Value]) -> Set[Value]:
    """One container in the place of several that differ only in the functions that they hold, and one record."""
    if len(values) < 2:
        return values
    by_text: dict[str, TypeExpression] = {}
    records = [value for value in values if isinstance(value, Record)]
    if records:
        by_text[""] = _one_record(sorted(records, key=str))
    for value in values:
        if isinstance(value, TypeExpression) and value.arguments and not isinstance(value, Record):
            text = str(value)
            by_text[text] = _together(by_text[text], value) if text in by_text else value
    others = {value for value in values if not isinstance(value, TypeExpression) or not value.arguments}
    return others.union(by_text.values()) if len(others) + len(by_text) < len(values) else values


def _one_record(records: Sequence[Record]) -> TypeExpression:
    """Return the record of all keys of several."""
    if len(records) == 1:
        return records[0]
    fields: dict[str, list[TypeExpression]] = {}
    for record in records:
        for key, type_ in record.fields:
            fields.setdefault(key, []).append(type_)
    return record_of({key: as_type(join(map(type_set, types))) for key, types in fields.items()})


def _together(one: TypeExpression, other: TypeExpression) -> TypeExpression:
    """Return one type for two records, or for two types of the same text, with the functions of both."""
    if isinstance(one, HeldFunctions):
        return _held(one.functions | other.functions) if isinstance(other, HeldFunctions) else one
    if not one.arguments or one == other:
        return other
    if isinstance(one, Record) and isinstance(other, Record):
        return _one_record([one, other])
    arguments = zip(one.arguments, other.arguments, strict=False)
    return TypeExpression(one.name, tuple(_together(*pair) for pair in arguments))


def _held(functions: Iterable[Value]) -> TypeExpression:
    """Return the type of functions as what a container holds.

    Those of objects whose own types hold something might hold each other without end.
    """
    kept = frozenset(
        value
        for value in functions
        if isinstance(value, FunctionValue) and (value.receiver is None or not value.receiver.arguments)
    )
    return HeldFunctions(CALLABLE, functions=kept) if 0 < len(kept) <= MAX_HELD else _CALLABLE


def record_of(fields: Mapping[str, TypeExpression]) -> TypeExpression:
    """Return the type of a dict by what is under its keys, which remembers them unless there are too many.

    Args:
        fields: Types by key, at least one.
    """
    values = as_type(join(map(type_set, fields.values())))
    plain = generic_of("dict", (TypeExpression("str"), values))
    if len(fields) > MAX_FIELDS:
        return plain
    kept = sorted((key, _without_fields(field, MAX_NESTED)) for key, field in fields.items())
    return Record(plain.name, plain.arguments, tuple(kept))


def field_of(types: TypeSet, key: str) -> TypeSet | None:
    """Return what records have under a key, perhaps more, and None unless one of them is known to have it, and others
    under other keys.

    Args:
        types: Types of the container.
        key: Key that is written out.
    """
    records = [dict(type_.fields) for type_ in types.types if isinstance(type_, Record)]
    if len(records) < len(types.without("None").alternatives):
        return None
    fields = [record[key] for record in records if key in record]
    is_told = len({type_ for record in records for type_ in record.values()}) > 1
    return type_set(*fields, is_open=True) if fields and is_told else None


def _without_fields(type_: TypeExpression, depth: int) -> TypeExpression:
    """The type with plain dicts for the records below so many others, which might hold each other without end."""
    if isinstance(type_, Record):
        if depth == 0:
            return TypeExpression(type_.name, tuple(_without_fields(one, 0) for one in type_.arguments))
        fields = tuple((key, _without_fields(field, depth - 1)) for key, field in type_.fields)
        arguments = tuple(_without_fields(one, depth - 1) for one in type_.arguments)
        return (
            type_ if (arguments, fields) == (type_.arguments, type_.fields) else Record(type_.name, arguments, fields)
        )
    arguments = tuple(_without_fields(one, depth) for one in type_.arguments)
    return type_ if arguments == type_.arguments else TypeExpression(type_.name, arguments)


def class_object(instance: TypeExpression) -> TypeExpression:
    """`type[C]`."""
    return TypeExpression("type", (instance,))


def as_type(type_set_: TypeSet) -> TypeExpression:
    """One type for what a set holds, as an argument of a generic type: `Any` where nothing is known.

    What is known of an open set is the best guess; it is the set around it that says that it is open. Functions are
    `Callable`, which remembers them.
    """
    types = [
        shallow(container)
        for container in _without_empty_containers(type_set_.alternatives)
        if isinstance(container, TypeExpression)
    ]
    if any(isinstance(value, FunctionValue) for value in type_set_.alternatives):
        types.append(_held(type_set_.alternatives))
    return union_of(types) if types else ANY


def shallow(expression: TypeExpression, depth: int = MAX_DEPTH) -> TypeExpression:
    """The type, cut off below so many levels, so that no loop makes it grow without end."""
    if not expression.arguments:
        return expression
    if depth == 0:
        return ANY if expression.name in ("|", "[]") else TypeExpression(expression.name)
    deeper = depth if expression.name == "|" else depth - 1
    arguments = tuple(shallow(argument, deeper) for argument in expression.arguments)
    if arguments == expression.arguments:
        return expression
    if expression.name == "|":
        return ANY if ANY in arguments else union_of(arguments)
    return generic_of(expression.name, arguments)
