"""The operations that a slot's value flows into."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from typilus.static_inference.graph.dependency_graph import SlotKind, TypeDependencyGraph, TypeNode
from typilus.static_inference.graph.input_uses import Handing, UseKind

__all__ = ["NAMES", "Use", "handed_in", "readable_at", "stand_ins_for", "stored_in", "uses_of"]


@dataclass(frozen=True, slots=True)
class Use:
    """An operation on a value.

    Attributes:
        kind: Kind of the operation.
        node: Number of the operation's node.
        place: Index of the value among its inputs.
    """

    kind: UseKind
    node: int
    place: int


# A name for the value: it is looked through. So is a container that holds more from here on.
NAMES: Final = frozenset({Handing.SAME, Handing.MERGED, Handing.NARROWED, Handing.FILLED})
_STORED_AS_IT_IS = NAMES | {Handing.EITHER}
_TESTED = frozenset({Handing.SAME, Handing.NARROWED})
MAX_USES = 60


def uses_of(graph: TypeDependencyGraph, slot: int, names: frozenset[Handing] = NAMES) -> list[Use]:
    """Return the operations that a slot's value flows into, through names for it, in the order of the graph.

    Of very many those are kept that are nearest to the slot.

    Args:
        graph: The graph.
        slot: Slot, or another node.
        names: What is looked through.
    """
    uses: dict[Use, None] = {}
    seen = {slot}
    pending = deque([slot])
    while pending and len(uses) < MAX_USES:
        number = pending.popleft()
        for dependent, is_input in graph.dependents[number].items():
            node = graph.nodes[dependent]
            if not is_input:
                # A rule that asked for the slot: the value of `self.x` is read there.
                is_name = node.rule.uses.reads_slots and number == slot
            else:
                is_name = node.rule.uses.handing in names and node.inputs[0] == number
                uses.update(dict.fromkeys(_uses(node, number, dependent)))
            if is_name and dependent not in seen:
                seen.add(dependent)
                pending.append(dependent)
    return sorted(uses, key=lambda use: (use.node, use.place))


def readable_at(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """Return a slot and what is assigned to it: a variable is read from its last assignment."""
    node = graph.nodes[slot]
    return [slot, *(node.inputs if node.rule.uses.handing is Handing.STORED else ())]


def stand_ins_for(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """The values that are taken where a slot's is None or empty: `y` of `x or y` and of `x if x else y`."""
    others: dict[int, None] = {}
    for dependent, number in _reached(graph, slot, _TESTED):
        node = graph.nodes[dependent]
        if node.rule.uses.handing is Handing.EITHER or isinstance(node.node, ast.IfExp):
            others.update((other, None) for other in node.inputs if other != number)
    return list(others)


def stored_in(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """The attributes without an annotation that a slot's value is stored in as it is: `self.x = x`, `x or {}`."""
    keys = ((one, graph.nodes[one].rule.uses.handing, graph.nodes[one].key) for one, _ in _reached(graph, slot))
    return [
        one
        for one, handing, key in keys
        if handing is Handing.STORED and key is not None and key.kind is SlotKind.ATTRIBUTE
    ]


def handed_in(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """The calls that have a slot's value, or what stands in for it (`x or []`), as their only argument."""
    nodes = graph.nodes
    return [
        one
        for one, number in _reached(graph, slot)
        if nodes[one].rule.uses.of(0) is UseKind.CALL and nodes[one].inputs[1:] == [number]
    ]


def _reached(
    graph: TypeDependencyGraph, slot: int, names: frozenset[Handing] = _STORED_AS_IT_IS
) -> Iterator[tuple[int, int]]:
    """Yield the nodes that a slot's value flows into, each with the input that it is, the nearest first.

    Args:
        graph: The graph.
        slot: Slot, or another node.
        names: What is looked through, if the value is its first input.
    """
    seen = {slot}
    pending = deque([slot])
    while pending:
        number = pending.popleft()
        for dependent, is_input in graph.dependents[number].items():
            if is_input and dependent not in seen:
                seen.add(dependent)
                yield dependent, number
                node = graph.nodes[dependent]
                if node.inputs[0] == number and node.rule.uses.handing in names:
                    pending.append(dependent)


def _uses(node: TypeNode, number: int, dependent: int) -> Iterator[Use]:
    """Yield the uses of a value in a node that depends on it."""
    uses = node.rule.uses
    for position, source in enumerate(node.inputs if uses.rest else node.inputs[: len(uses.inputs)]):
        kind = uses.of(position) if source == number else None
        if kind is not None:
            yield Use(kind, dependent, position)
