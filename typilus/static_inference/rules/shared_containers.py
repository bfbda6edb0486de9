"""Containers that several places fill: a list that is handed to a function that appends to it, or is filled later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import Handing, Uses
from typilus.static_inference.graph.type_sets import NOTHING, TypeSet, Value, join
from typilus.static_inference.rules.containers import FILLED, is_unfilled

__all__ = ["FilledByCalled", "FilledParameter", "Shared"]


@dataclass(slots=True, eq=False, repr=False)
class Shared:
    """A container as the first input has it, which holds what the same container has in the other inputs.

    Attributes:
        returned: Node of the container behind the call that it is handed to, which gets what the parameter holds.
    """

    name: ClassVar[str] = "shared"
    uses: ClassVar[Uses] = Uses(handing=Handing.NARROWED)
    returned: int | None = None

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the first input, with contents where it is a container of which none are known."""
        first, *others = inputs
        if not any(map(_is_unfilled, first.alternatives)):
            return first
        filled = _filled(others)
        alternatives: set[Value] = set()
        for value in first.alternatives:
            fuller = filled.get(value.name) if isinstance(value, TypeExpression) and _is_unfilled(value) else None
            alternatives |= fuller or {value}
        return TypeSet(frozenset(alternatives), first.is_open)


@dataclass(slots=True, eq=False, repr=False)
class FilledParameter:
    """The contents that a function gives to a container that it takes: input of its parameter, if callers hand over
    empty ones.

    Attributes:
        parameter: Slot of the parameter.
    """

    name: ClassVar[str] = "filled_parameter"
    uses: ClassVar[Uses] = Uses(handing=Handing.NARROWED)
    parameter: int

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the filled container, nothing if any caller tells what its own one holds."""
        semantics.watch(self.parameter, reads_value=True)
        for number in semantics.graph.nodes[self.parameter].inputs:
            source = semantics.graph.nodes[number]
            if not isinstance(source.rule, FilledParameter) and _filled([semantics.value(number)]):
                return NOTHING
        return TypeSet(frozenset().union(*_filled(inputs).values()), inputs[0].is_open)


class FilledByCalled(FilledParameter):
    """The contents that a called function gives to a container that a parameter hands on to it.

    The input is the parameter of the called function.
    """

    __slots__ = ()

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """Return the container as the called function fills it, whatever others hand to it."""
        slot, nodes = node.inputs[0], semantics.graph.nodes
        semantics.watch(slot)
        fillings = [number for number in nodes[slot].inputs if isinstance(nodes[number].rule, FilledParameter)]
        for number in fillings:
            semantics.watch(number, reads_value=True)
        return FilledParameter.infer(self, semantics, node, [join(map(semantics.value, fillings))])


def _is_unfilled(value: Value) -> bool:
    return isinstance(value, TypeExpression) and is_unfilled(value)


def _filled(sets: Iterable[TypeSet]) -> dict[str, set[Value]]:
    """The containers whose contents are known, by class."""
    result: dict[str, set[Value]] = defaultdict(set)
    for types in sets:
        for value in types.alternatives:
            if isinstance(value, TypeExpression) and value.name in FILLED and not is_unfilled(value):
                result[value.name].add(value)
    return result
