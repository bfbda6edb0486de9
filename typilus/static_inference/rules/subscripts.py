"""The rules of `value[index]`, taken or deleted."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import ANY, ELLIPSIS, TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import UseKind, Uses
from typilus.static_inference.graph.syntax_rules import Operation, reads_syntax
from typilus.static_inference.graph.type_sets import NOTHING, UNKNOWN, TypeSet, as_type, field_of, join, type_set
from typilus.static_inference.operations.held_values import refined
from typilus.static_inference.operations.metaclasses import metaclass_of
from typilus.static_inference.operations.named_tuples import field_at, plain_tuple
from typilus.static_inference.operations.operands import hand_operands

__all__ = ["DELETION", "Deletion", "Item"]

_BY_NUMBER = frozenset({"str", "bytes", "list"})


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """`value[index]`.

    Attributes:
        key: The index as it is written.
    """

    name: ClassVar[str] = "item"
    uses: ClassVar[Uses] = Uses((UseKind.SUBSCRIPT, UseKind.INDEX))
    key: ast.expr

    @property
    def is_slice(self) -> bool:
        """True if it takes a part, not an element."""
        return isinstance(self.key, ast.Slice)

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return elements of tuples by number and of typed dicts by key, classes for classes, else `__getitem__`'s
        result.
        """
        value, index = inputs
        if value == NOTHING:
            return NOTHING
        hand_operands(semantics, value, "__getitem__", node.inputs[1:])
        key = None if self.is_slice else semantics.literal(node.inputs[1])
        field = field_of(value, key.value) if key is not None and isinstance(key.value, str) else None
        if field is not None:
            return refined(semantics, field, node.inputs[0], key)
        items = (_item_of(semantics, type_, index, self.key) for type_ in value.types if type_.name != "None")
        known_items = [types for types in items if types is not None]
        result = join(known_items).with_unknown(value.is_open or not known_items)
        return result if self.is_slice else refined(semantics, result, node.inputs[0], key)


@dataclass(slots=True, eq=False, repr=False)
class Deletion:
    """`del value[index]`."""

    name: ClassVar[str] = "deletion"
    uses: ClassVar[Uses] = Uses((UseKind.SUBSCRIPT, UseKind.INDEX))

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Hand the index over."""
        hand_operands(semantics, inputs[0], "__delitem__", node.inputs[1:])
        return NOTHING


DELETION = Deletion()


@reads_syntax(ast.Subscript)
def _subscript(node: ast.Subscript) -> Operation:
    return Operation(Item(node.slice), [node.value, node.slice])


def _item_of(semantics: Semantics, type_: TypeExpression, index: TypeSet, key: ast.expr) -> TypeSet | None:
    """None of a built-in class that takes no such index: where a text is asked for a name, it is no text by then."""
    number = _number(key)
    field = field_at(semantics, type_, number) if isinstance(number, int) else None
    if field is not None:
        return field
    type_ = plain_tuple(semantics, type_)
    if type_.name == "tuple" and type_.arguments:
        return _of_tuple(type_, key)
    if type_.name == "type" and type_.arguments:
        if semantics.classes.is_subclass(type_.arguments[0].name, "enum.Enum"):
            return type_set(type_.arguments[0])
        metaclass = metaclass_of(semantics, type_.arguments[0])
        item = None if metaclass is None else semantics.call(metaclass, "__getitem__", [index])
        return item or type_set(type_)
    name = key.value if isinstance(key, ast.Constant) else None
    if isinstance(name, str) and any(base.name == "typing.TypedDict" for base in _bases(semantics, type_)):
        return semantics.member(type_, name) or UNKNOWN
    if type_.name in _BY_NUMBER and index.types and all(type_.name == "str" for type_ in index.types):
        return None
    return semantics.call(type_, "__getitem__", [index]) or UNKNOWN


def _bases(semantics: Semantics, type_: TypeExpression) -> list[TypeExpression]:
    return [
        base
        for ancestor in semantics.classes.order(type_.name)
        for base in semantics.classes.bases(ancestor.definition)
    ]


def _of_tuple(type_: TypeExpression, key: ast.expr) -> TypeSet:
    elements = [argument for argument in type_.arguments if argument.name not in ("...", "()")]
    if isinstance(key, ast.Slice):
        bounds = [_number(bound) for bound in (key.lower, key.upper, key.step)]
        is_known = ELLIPSIS not in type_.arguments and all(isinstance(bound, int | None) for bound in bounds)
        if is_known:
            part = tuple(elements[slice(*(bound if isinstance(bound, int) else None for bound in bounds))])
            return type_set(TypeExpression("tuple", part))
        inner = as_type(type_set(*elements))
        return type_set(TypeExpression("tuple") if inner == ANY else TypeExpression("tuple", (inner, ELLIPSIS)))
    index_ = _number(key)
    if isinstance(index_, int) and ELLIPSIS not in type_.arguments and -len(elements) <= index_ < len(elements):
        return type_set(elements[index_])
    return type_set(*elements)


def _number(node: ast.expr | None) -> object:
    """Return a literal index, None without one, and the node if it is no literal."""
    if node is None:
        return None
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return node
    return value if isinstance(value, int) else node
