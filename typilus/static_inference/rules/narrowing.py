"""Rules of branches: what is left of a name's types where a test held, or did not."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import CALLABLE as CALLABLE_CLASS
from typilus.annotation_types import NONE, TypeExpression
from typilus.static_inference.definitions.module_text import parameters
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, UseKind, Uses
from typilus.static_inference.graph.type_sets import (
    NOTHING,
    UNKNOWN,
    FunctionValue,
    TypeSet,
    Value,
    class_object,
    join,
    type_set,
)
from typilus.static_inference.operations.iteration import elements
from typilus.static_inference.operations.truth import false_part, true_part

__all__ = [
    "CALLABLE",
    "ELEMENT_OF",
    "EQUAL_TO",
    "FALSY",
    "INSTANCE_OF",
    "IS_NONE",
    "IS_NOT_MARKED",
    "IS_NOT_NONE",
    "NOT_CALLABLE",
    "NO_INSTANCE_OF",
    "SUBCLASS_OF",
    "TRUTHY",
    "Callable",
    "ElementOf",
    "EqualTo",
    "Falsy",
    "InstanceOf",
    "IsNone",
    "IsNotMarked",
    "IsNotNone",
    "NoInstanceOf",
    "NotCallable",
    "Positional",
    "SubclassOf",
    "Truthy",
]

_MARKERS = frozenset({"bool", "object"})


@dataclass(slots=True, eq=False, repr=False)
class IsNone:
    """`x is None`."""

    name: ClassVar[str] = "is_none"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """None."""
        return type_set(NONE)


@dataclass(slots=True, eq=False, repr=False)
class IsNotNone:
    """`x is not None`."""

    name: ClassVar[str] = "is_not_none"
    uses: ClassVar[Uses] = Uses(handing=Handing.NARROWED)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of the name except None."""
        return inputs[0].without("None")


@dataclass(slots=True, eq=False, repr=False)
class IsNotMarked:
    """`x is not marker`, of one that only tells that there is no other value, such as `True` or an `object()`."""

    name: ClassVar[str] = "is_not_marked"
    uses: ClassVar[Uses] = Uses(handing=Handing.NARROWED)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of the name except the marker's, if there are any others."""
        subject, marker = inputs
        if not all(isinstance(type_, TypeExpression) and type_.name in _MARKERS for type_ in marker.alternatives):
            return subject
        others = subject.without(*(type_.name for type_ in marker.types))
        return others if others.alternatives or subject.is_open else subject


@dataclass(slots=True, eq=False, repr=False)
class Truthy:
    """`if x`."""

    name: ClassVar[str] = "truthy"
    uses: ClassVar[Uses] = Uses(handing=Handing.NARROWED)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of the name that may be true."""
        return true_part(inputs[0])


@dataclass(slots=True, eq=False, repr=False)
class Falsy:
    """`if not x`."""

    name: ClassVar[str] = "falsy"
    uses: ClassVar[Uses] = Uses(handing=Handing.NARROWED)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of the name that may be false."""
        return false_part(semantics, inputs[0])


@dataclass(slots=True, eq=False, repr=False)
class EqualTo:
    """`x == constant`."""

    name: ClassVar[str] = "equal_to"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The constant's type if the name may have it: of another class, an object may say that it is equal, too."""
        subject, constant = inputs
        shared = subject.alternatives & constant.alternatives
        if shared:
            return TypeSet(frozenset(shared), False)
        return subject


@dataclass(slots=True, eq=False, repr=False)
class ElementOf:
    """`x in container`."""

    name: ClassVar[str] = "element_of"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of the name, or if they are unknown those of the elements."""
        subject = inputs[0]
        return subject if subject.alternatives else elements(semantics, inputs[1]).with_unknown()


@dataclass(slots=True, eq=False, repr=False)
class InstanceOf:
    """`isinstance(x, C)`."""

    name: ClassVar[str] = "instance_of"
    uses: ClassVar[Uses] = Uses((UseKind.INSTANCE,))

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The types that are subclasses, and C where others may be, or a type is wider than it."""
        subject, wanted = inputs
        if subject == NOTHING:
            return NOTHING
        classes = list(_classes(wanted))
        kept: set[TypeExpression] = set()
        for class_ in classes:
            below = {type_ for type_ in subject.types if semantics.classes.is_subclass(type_.name, class_.name)}
            kept |= below or {class_}
        return TypeSet(frozenset(kept)) if kept else subject.with_unknown()


@dataclass(slots=True, eq=False, repr=False)
class NoInstanceOf:
    """`not isinstance(x, C)`."""

    name: ClassVar[str] = "no_instance_of"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The types that are no subclasses."""
        subject, wanted = inputs
        classes = [class_name.name for class_name in _classes(wanted)]
        kept = (
            value
            for value in subject.alternatives
            if not (isinstance(value, TypeExpression) and _is_one_of(semantics, value, classes))
        )
        return TypeSet(frozenset(kept), subject.is_open)


@dataclass(slots=True, eq=False, repr=False)
class SubclassOf:
    """`issubclass(x, C)`."""

    name: ClassVar[str] = "subclass_of"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """C itself, as a class."""
        return type_set(*map(class_object, _classes(inputs[1]))) if inputs[1].alternatives else inputs[0]


@dataclass(slots=True, eq=False, repr=False)
class Callable:
    """`callable(x)`."""

    name: ClassVar[str] = "callable"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return what can be called, or if none of it is known a function."""
        subject = inputs[0]
        if subject == NOTHING:
            return NOTHING
        left = [value for value in subject.alternatives if _is_callable(semantics, value) is not False]
        return TypeSet(frozenset(left or [TypeExpression(CALLABLE_CLASS)]), subject.is_open or not left)


@dataclass(slots=True, eq=False, repr=False)
class NotCallable:
    """`callable(x)` failed."""

    name: ClassVar[str] = "not_callable"
    uses: ClassVar[Uses] = Uses()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return what cannot be called."""
        left = [value for value in inputs[0].alternatives if not _is_callable(semantics, value)]
        return TypeSet(frozenset(left), inputs[0].is_open)


def _is_callable(semantics: Semantics, value: Value) -> bool | None:
    """Return whether a value can be called, None if its class is not known or may have any subclass."""
    if not isinstance(value, TypeExpression):
        return isinstance(value, FunctionValue)
    if value.name in ("type", CALLABLE_CLASS):
        return True
    if value.name == "object" or semantics.classes.find(value.name) is None:
        return None
    return semantics.classes.member(value, "__call__") is not None


@dataclass(slots=True, eq=False, repr=False)
class Positional:
    """A value that a class pattern captures by position.

    Attributes:
        index: Of the pattern inside of the class pattern.
    """

    name: ClassVar[str] = "positional"
    uses: ClassVar[Uses] = Uses()
    index: int

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Built-in values themselves, or the parameter of `__init__` in that position."""
        parts = []
        for type_ in inputs[0].types:
            if type_.name in ("int", "str", "bytes", "bool", "float", "list", "dict", "set", "frozenset", "tuple"):
                parts.append(type_set(type_))
                continue
            names = _fields_of(semantics, type_)
            member = semantics.member(type_, names[self.index]) if self.index < len(names) else None
            parts.append(member or UNKNOWN)
        return join(parts).with_unknown(inputs[0].is_open)


def _fields_of(semantics: Semantics, type_: TypeExpression) -> list[str]:
    names = []
    for inherited in reversed(list(semantics.classes.inherited(type_))):
        if inherited.type.name == "object":
            continue
        names += [
            statement.target.id
            for statement in inherited.definition.node.body
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        ]
    if names:
        return names
    member = semantics.classes.member(type_, "__init__")
    if member is None or not member.owner.definition.methods:
        return []
    method = next(method for method in member.owner.definition.methods if method.scope.endswith("__init__"))
    return [parameter.arg for parameter in parameters(method.node.args)][1:]


def _is_one_of(semantics: Semantics, type_: TypeExpression, classes: list[str]) -> bool:
    return any(semantics.classes.is_subclass(type_.name, name) for name in classes)


def _classes(wanted: TypeSet) -> Iterator[TypeExpression]:
    """The classes of the second argument of `isinstance`: one, a tuple, a union."""
    for type_ in wanted.types:
        if type_.name == "type" and type_.arguments:
            yield from type_.arguments[0].arguments if type_.arguments[0].name == "|" else type_.arguments
        elif type_.name == "tuple":
            yield from _classes(type_set(*(argument for argument in type_.arguments if argument.name != "...")))
        elif type_.name == "|":
            yield from _classes(type_set(*type_.arguments))


IS_NONE, IS_NOT_NONE, IS_NOT_MARKED = IsNone(), IsNotNone(), IsNotMarked()
TRUTHY, FALSY = Truthy(), Falsy()
EQUAL_TO, ELEMENT_OF, CALLABLE, NOT_CALLABLE = EqualTo(), ElementOf(), Callable(), NotCallable()
INSTANCE_OF, NO_INSTANCE_OF, SUBCLASS_OF = InstanceOf(), NoInstanceOf(), SubclassOf()
