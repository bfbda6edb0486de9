"""The rule of `except … as error`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph_extraction import last_name
from typilus.annotation_types import TypeExpression, is_camel_case
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Uses
from typilus.static_inference.graph.type_sets import NOTHING, TypeSet, as_type, join, type_set

__all__ = ["Caught"]


@dataclass(slots=True, eq=False, repr=False)
class Caught:
    """The name that a handler binds.

    Attributes:
        is_group: Whether it is a handler of `except*`.
    """

    name: ClassVar[str] = "caught"
    uses: ClassVar[Uses] = Uses()
    is_group: bool

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return objects of the classes that the handler names, one or a tuple of them, or for `except*` a group of
        them.
        """
        if inputs[0] == NOTHING:
            return NOTHING
        is_open = inputs[0].is_open and not _names_unread_classes(semantics, node, inputs[0])
        objects = join(_objects(type_) for type_ in inputs[0].types).with_unknown(is_open)
        if self.is_group and objects.alternatives:
            return type_set(TypeExpression("ExceptionGroup", (as_type(objects),))).with_unknown(objects.is_open)
        return objects


def _names_unread_classes(semantics: Semantics, node: TypeNode, caught: TypeSet) -> bool:
    """Return whether the only doubt is whether what a handler names, such as the class of a library that is not there,
    is a class: what can be caught is one.
    """
    named = node.node.type if isinstance(node.node, ast.ExceptHandler) else None
    elements = named.elts if isinstance(named, ast.Tuple) else [named]
    classes = [name for element in elements if element is not None and is_camel_case(name := last_name(element))]
    members = [member for type_ in caught.types for member in _classes(type_)]
    return (
        len(classes) == len(elements)
        and len(members) == len(set(classes))
        and any(semantics.classes.find(class_.name) is None for class_ in members)
    )


def _classes(type_: TypeExpression) -> list[TypeExpression]:
    """The classes in `type[C]` and in a tuple of such."""
    if type_.name == "type":
        return list(type_.arguments)
    return [class_ for argument in type_.arguments for class_ in _classes(argument)] if type_.name == "tuple" else []


def _objects(type_: TypeExpression) -> TypeSet:
    if type_.name == "type" and type_.arguments:
        return type_set(type_.arguments[0])
    if type_.name == "tuple":
        return join(_objects(argument) for argument in type_.arguments if argument.name != "...")
    return TypeSet(is_open=True)
