"""The rule of `except … as error`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import TypeExpression
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
        objects = join(_objects(type_) for type_ in inputs[0].types).with_unknown(inputs[0].is_open)
        if self.is_group and objects.alternatives:
            return type_set(TypeExpression("ExceptionGroup", (as_type(objects),))).with_unknown(objects.is_open)
        return objects


def _objects(type_: TypeExpression) -> TypeSet:
    if type_.name == "type" and type_.arguments:
        return type_set(type_.arguments[0])
    if type_.name == "tuple":
        return join(_objects(argument) for argument in type_.arguments if argument.name != "...")
    return TypeSet(is_open=True)
