"""Rules of literals, displays and comprehensions."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from typilus.annotation_types import ANY, ELLIPSIS, NONE, TypeExpression, generic_of
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, Uses
from typilus.static_inference.graph.syntax_rules import Operation, reads_syntax
from typilus.static_inference.graph.type_sets import (
    UNKNOWN,
    Record,
    TypeSet,
    as_type,
    class_object,
    join,
    record_of,
    type_set,
)
from typilus.static_inference.operations.iteration import elements, mapping_arguments

__all__ = ["DEFAULT_TUPLE", "SLICE", "Collection", "Comprehension", "Dictionary", "TupleDisplay", "literal_types"]

SLICE = TypeExpression("slice")


def literal_types(value: object) -> TypeSet:
    """The type of a literal."""
    if value is None:
        return type_set(NONE)
    return UNKNOWN if value is Ellipsis else _instance_of(type(value).__name__)


@cache
def _instance_of(class_name: str) -> TypeSet:
    return type_set(TypeExpression(class_name))


@dataclass(slots=True, eq=False, repr=False)
class Collection:
    """A list or set display.

    Attributes:
        container: `list` or `set`.
        starred: Whether each input is unpacked.
    """

    name: ClassVar[str] = "collection"
    uses: ClassVar[Uses] = Uses()
    container: str
    starred: tuple[bool, ...]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the list or set of the inputs' types, with the elements of starred parts."""
        return _container_of(self.container, [join(_spread(semantics, inputs, self.starred))])


@dataclass(slots=True, eq=False, repr=False)
class TupleDisplay:
    """A tuple display.

    Attributes:
        starred: Whether each input is unpacked.
    """

    name: ClassVar[str] = "tuple"
    uses: ClassVar[Uses] = Uses()
    starred: tuple[bool, ...]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the tuple of the inputs' types, whose length is unknown if a part is starred."""
        if any(self.starred):
            parts = _spread(semantics, inputs, self.starred)
            element = as_type(join(parts))
            type_ = TypeExpression("tuple") if element == ANY else TypeExpression("tuple", (element, ELLIPSIS))
            return type_set(type_).with_unknown(any(part.is_open for part in parts))
        if not inputs:
            return type_set(TypeExpression("tuple"))
        element_types = tuple(as_type(part) for part in inputs)
        return type_set(TypeExpression("tuple", element_types)).with_unknown(any(part.is_open for part in inputs))


@dataclass(slots=True, eq=False, repr=False)
class DefaultTuple:
    """A tuple that a parameter has by default: of one thing, or of classes, callers may pass any number."""

    name: ClassVar[str] = "default_tuple"
    uses: ClassVar[Uses] = Uses(handing=Handing.SAME)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the input, as a tuple of any length where it may be one."""
        [type_] = inputs[0].types or [TypeExpression("tuple")]
        elements_ = type_.arguments
        are_classes = all(element.name == "type" and element.arguments for element in elements_)
        if ELLIPSIS in elements_ or not (len(elements_) == 1 or (elements_ and are_classes)):
            return inputs[0]
        element = elements_[0]
        if len(elements_) > 1:
            classes = [element.arguments[0].name for element in elements_]
            are_exceptions = all(semantics.classes.is_subclass(name, "Exception") for name in classes)
            element = class_object(TypeExpression("Exception")) if are_exceptions else TypeExpression("type")
        return type_set(TypeExpression("tuple", (element, ELLIPSIS))).with_unknown(inputs[0].is_open)


def _spread(semantics: Semantics, inputs: Sequence[TypeSet], starred: tuple[bool, ...]) -> list[TypeSet]:
    pairs = zip(inputs, starred, strict=True)
    return [elements(semantics, part) if is_starred else part for part, is_starred in pairs]


@dataclass(slots=True, eq=False, repr=False)
class Dictionary:
    """A dict display or comprehension.

    Attributes:
        keyed: Whether each entry is a key and its value (two inputs) or `**other` (one input).
    """

    name: ClassVar[str] = "dictionary"
    uses: ClassVar[Uses] = Uses()
    keyed: tuple[bool, ...]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the dict of its keys and values, with those of `**other`."""
        keys, values = [], []
        remaining = iter(inputs)
        for has_key in self.keyed:
            if has_key:
                keys.append(next(remaining))
                values.append(next(remaining))
                continue
            for type_ in next(remaining).types:
                pair = mapping_arguments(semantics, type_)
                if pair is not None:
                    keys.append(type_set(pair[0]))
                    values.append(type_set(pair[1]))
                else:
                    values.append(UNKNOWN)
        types = _container_of("dict", [join(keys), join(values)])
        fields = self._fields(semantics, node, inputs)
        return type_set(record_of(fields)).with_unknown(types.is_open) if fields else types

    def _fields(
        self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]
    ) -> dict[str, TypeExpression] | None:
        """The types of its values by their keys, None if any key is not known."""
        fields: dict[str, TypeExpression] = {}
        positions = iter(range(len(inputs)))
        for has_key in self.keyed:
            position = next(positions)
            if has_key:
                key = semantics.literal(node.inputs[position])
                if key is None or not isinstance(key.value, str):
                    return None
                fields[key.value] = as_type(inputs[next(positions)])
                continue
            others = inputs[position].types
            if len(others) != 1 or not isinstance(others[0], Record):
                return None
            fields.update(others[0].fields)
        return fields


@dataclass(slots=True, eq=False, repr=False)
class Comprehension:
    """A list, set or generator made by loops.

    Attributes:
        container: Qualified name of its class.
        sent: Number of further type arguments of the class, all None: the sent and the returned values.
    """

    name: ClassVar[str] = "comprehension"
    uses: ClassVar[Uses] = Uses()
    container: str
    sent: int

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The container of what its input has."""
        rest = (type_set(NONE),) * self.sent
        return _container_of(self.container, [inputs[0], *rest])


def _container_of(name: str, parts: Sequence[TypeSet]) -> TypeSet:
    arguments = tuple(as_type(part) for part in parts)
    type_ = generic_of(name, arguments) if any(argument != ANY for argument in arguments) else TypeExpression(name)
    return type_set(type_).with_unknown(any(part.is_open for part in parts))


DEFAULT_TUPLE = DefaultTuple()


@reads_syntax(ast.List, ast.Set)
def _collection(node: ast.List | ast.Set) -> Operation:
    return Operation(Collection("list" if isinstance(node, ast.List) else "set", _starred(node)), node.elts)


@reads_syntax(ast.Tuple)
def _tuple(node: ast.Tuple) -> Operation:
    return Operation(TupleDisplay(_starred(node)), node.elts)


def _starred(node: ast.List | ast.Set | ast.Tuple) -> tuple[bool, ...]:
    return tuple(isinstance(element, ast.Starred) for element in node.elts)


@reads_syntax(ast.Dict)
def _dictionary(node: ast.Dict) -> Operation:
    entries = zip(node.keys, node.values, strict=True)
    operands = [operand for entry in entries for operand in entry if operand is not None]
    return Operation(Dictionary(tuple(key is not None for key in node.keys)), operands)
