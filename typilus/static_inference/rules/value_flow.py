"""Rules of slots, names, merges, and `await`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from typilus.annotation_types import ANY, ELLIPSIS, NONE, TypeExpression, generic_of, is_test_module, stand_ins_in
from typilus.static_inference.definitions.common_bases import common_base
from typilus.static_inference.graph.dependency_graph import Rule, Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, UseKind, Uses
from typilus.static_inference.graph.syntax_rules import Operation, reads_syntax
from typilus.static_inference.graph.type_sets import (
    NOTHING,
    UNKNOWN,
    FunctionValue,
    TypeSet,
    Value,
    as_type,
    join,
    type_set,
)
from typilus.static_inference.operations.iteration import awaited_types

__all__ = [
    "JOINED",
    "PASSED_ON",
    "SAME",
    "SLOT",
    "Awaited",
    "Collected",
    "Constant",
    "Declared",
    "Joined",
    "Parameter",
    "PassedOn",
    "Same",
    "Slot",
    "declared_types",
]

MAX_CLASSES: Final = 3
"""A constructor's parameter that gets objects of more classes gets another for each object that is made."""


@dataclass(slots=True, eq=False, repr=False)
class Constant:
    """A type that is known from the start.

    Attributes:
        types: The type.
    """

    name: ClassVar[str] = "constant"
    uses: ClassVar[Uses] = Uses()
    types: TypeSet

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The constant's types."""
        return self.types


@dataclass(slots=True, eq=False, repr=False)
class Declared:
    """A slot with an annotation.

    Attributes:
        types: Types of the annotation.
    """

    name: ClassVar[str] = "declared"
    uses: ClassVar[Uses] = Uses()
    types: TypeSet

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of the annotation, whatever flows into the slot."""
        return self.types


@dataclass(slots=True, eq=False, repr=False)
class Same:
    """An occurrence of a name."""

    name: ClassVar[str] = "same"
    uses: ClassVar[Uses] = Uses(handing=Handing.SAME)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the meaning of the name."""
        return inputs[0]


@dataclass(slots=True, eq=False, repr=False)
class PassedOn:
    """The argument of a function or class that a parameter is: each of several may be called with another one.

    Classes that have a base class in common are called alike.
    """

    name: ClassVar[str] = "passed_on"
    uses: ClassVar[Uses] = Uses(handing=Handing.SAME)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the argument if one is called, else nothing that any of them is known to get."""
        argument, callee = inputs
        functions = sum(isinstance(value, FunctionValue) for value in callee.alternatives)
        classes = [type_.arguments[0] for type_ in callee.types if type_.name == "type" and type_.arguments]
        is_family = bool(classes) and common_base(classes, semantics.classes) is not None
        return argument if functions + (1 if is_family else len(classes)) == 1 else NOTHING


@dataclass(slots=True, eq=False, repr=False)
class Joined:
    """A point where branches meet."""

    name: ClassVar[str] = "joined"
    uses: ClassVar[Uses] = Uses(handing=Handing.MERGED)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of all branches."""
        return join(inputs)


@dataclass(slots=True, eq=False, repr=False)
class Slot:
    """A symbol without an annotation."""

    name: ClassVar[str] = "slot"
    uses: ClassVar[Uses] = Uses(handing=Handing.STORED)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """All that flows into the slot."""
        return _without_stand_ins(node, join(inputs))


@dataclass(slots=True, eq=False, repr=False)
class Parameter:
    """A parameter.

    Attributes:
        declared: Types of its annotation, None without one.
        is_closed: Whether no other callers are possible than those that are known.
    """

    name: ClassVar[str] = "parameter"
    uses: ClassVar[Uses] = Uses()
    declared: TypeSet | None
    is_closed: bool = False

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the types of the annotation, or else those that calls and the default pass, and perhaps more."""
        if self.declared is not None:
            return self.declared
        types = _without_stand_ins(node, join(inputs))
        if _differs_by_object(node, types):
            return UNKNOWN
        return types.with_unknown(not self.is_closed)


def declared_types(rule: Rule) -> TypeSet | None:
    """Return the declared types of a slot by its rule, None for slots without an annotation and all other nodes."""
    if isinstance(rule, Parameter):
        return rule.declared
    return rule.types if isinstance(rule, Declared) else None


def _without_stand_ins(node: TypeNode, types: TypeSet) -> TypeSet:
    """Return the types without stand-ins from tests, which replace the real thing."""
    if node.key is None or is_test_module(node.key.module):
        return types
    kept = frozenset(value for value in types.alternatives if not _is_stand_in(value))
    return types if len(kept) == len(types.alternatives) else TypeSet(kept, is_open=True)


def _differs_by_object(node: TypeNode, types: TypeSet) -> bool:
    """Return whether objects of a class are made with values of so many classes that all say nothing of one object."""
    if len(types.alternatives) <= MAX_CLASSES or node.key is None or not node.key.scope.endswith("__init__"):
        return False
    return len({type_.name for type_ in types.types if type_ != NONE}) > MAX_CLASSES


def _is_stand_in(value: Value) -> bool:
    return isinstance(value, TypeExpression) and bool(stand_ins_in(value))


@dataclass(slots=True, eq=False, repr=False)
class Collected:
    """`*args` as a tuple, `**kwargs` as a dict of what its slot has.

    Keyword arguments are no sequence of like things: what calls hand over under some names tells nothing of what is
    under another, unless an annotation says that all have one type.

    Attributes:
        is_mapping: It is `**kwargs`.
        is_uniform: All that it holds has one type.
    """

    name: ClassVar[str] = "collected"
    uses: ClassVar[Uses] = Uses()
    is_mapping: bool
    is_uniform: bool

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The tuple or dict."""
        element = as_type(inputs[0]) if self.is_uniform else ANY
        if self.is_mapping:
            return type_set(generic_of("dict", (TypeExpression("str"), element)))
        return type_set(TypeExpression("tuple") if element == ANY else TypeExpression("tuple", (element, ELLIPSIS)))


@dataclass(slots=True, eq=False, repr=False)
class Awaited:
    """`await`."""

    name: ClassVar[str] = "awaited"
    uses: ClassVar[Uses] = Uses((UseKind.AWAIT,))

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the result of the awaitable."""
        return awaited_types(semantics, inputs[0])


SAME, JOINED, PASSED_ON, SLOT = Same(), Joined(), PassedOn(), Slot()
_AWAITED = Awaited()


@reads_syntax(ast.Await)
def _await(node: ast.Await) -> Operation:
    return Operation(_AWAITED, [node.value])
