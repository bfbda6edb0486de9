"""What is done with a slot's value: the operations that its types flow into."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from typilus.static_inference.graph import Rule, SlotKind, TypeDependencyGraph, TypeNode
from typilus.static_inference.rules import attributes, calls, containers, flow, narrowing, operators, subscripts

__all__ = ["Use", "UseKind", "stored_in", "uses_of"]


class UseKind(Enum):
    """Kinds of operations."""

    ATTRIBUTE = "attribute"
    CALL = "call"
    ARGUMENT = "argument"
    ITERATION = "iteration"
    SUBSCRIPT = "subscript"
    INDEX = "index"
    OPERAND = "operand"
    COMPARISON = "comparison"
    INSTANCE = "isinstance"
    CONTEXT = "with"
    AWAIT = "await"


@dataclass(frozen=True, slots=True)
class Use:
    """An operation on a value.

    Attributes:
        kind: what is done.
        node: number of the operation's node.
        place: which of its inputs the value is.
    """

    kind: UseKind
    node: int
    place: int


# Rules that hand their first input on as it is, or a part of it.
_SAME: frozenset[Rule] = frozenset(
    {flow.same, flow.joined, narrowing.truthy, narrowing.is_not_none, narrowing.falsy, containers.filled}
)
_FIRST: dict[Rule, UseKind] = {
    attributes.member: UseKind.ATTRIBUTE,
    calls.call: UseKind.CALL,
    containers.element: UseKind.ITERATION,
    containers.unpacked: UseKind.ITERATION,
    subscripts.item: UseKind.SUBSCRIPT,
    narrowing.instance_of: UseKind.INSTANCE,
    containers.entered: UseKind.CONTEXT,
    flow.awaited: UseKind.AWAIT,
}
_ANY: dict[Rule, UseKind] = {
    calls.call: UseKind.ARGUMENT,
    operators.binary: UseKind.OPERAND,
    operators.augmented: UseKind.OPERAND,
    operators.comparison: UseKind.COMPARISON,
}
MOST_USES = 60


def uses_of(graph: TypeDependencyGraph, slot: int) -> list[Use]:
    """The operations that a slot's value flows into, in the order of the graph; names for it are looked through.

    Of very many those are kept that are nearest to the slot.
    """
    found: dict[Use, None] = {}
    seen = {slot}
    pending = deque([slot])
    while pending and len(found) < MOST_USES:
        number = pending.popleft()
        for dependent, is_input in graph.dependents[number].items():
            node = graph.nodes[dependent]
            if not is_input:
                # A rule that asked for the slot: the value of `self.x` is read there.
                is_name = node.rule is attributes.member and number == slot
            else:
                is_name = node.rule in _SAME and node.inputs[0] == number
                found.update(dict.fromkeys(_uses(node, number, dependent)))
            if is_name and dependent not in seen:
                seen.add(dependent)
                pending.append(dependent)
    return sorted(found, key=lambda use: (use.node, use.place))


def stored_in(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """The attributes without an annotation that a slot's value is stored in as it is: `self.x = x`, `x or {}`."""
    found: list[int] = []
    seen = {slot}
    pending = deque([slot])
    while pending:
        number = pending.popleft()
        for dependent, is_input in graph.dependents[number].items():
            node = graph.nodes[dependent]
            if dependent in seen or not is_input:
                continue
            seen.add(dependent)
            if node.rule is flow.slot_of and node.key is not None and node.key.kind is SlotKind.ATTRIBUTE:
                found.append(dependent)
            elif node.inputs[0] == number and (node.rule in _SAME or node.data is ast.Or):
                pending.append(dependent)
    return found


def _uses(node: TypeNode, number: int, dependent: int) -> Iterator[Use]:
    """How a node that depends on another uses its value."""
    for place, each in enumerate(node.inputs if node.rule in _ANY else node.inputs[:2]):
        if each == number:
            if place == 0 and node.rule in _FIRST:
                yield Use(_FIRST[node.rule], dependent, 0)
            elif place == 1 and _is_indexed(node):
                yield Use(UseKind.INDEX, dependent, 1)
            elif node.rule in _ANY:
                yield Use(_ANY[node.rule], dependent, place)


def _is_indexed(node: TypeNode) -> bool:
    """Whether it is `value[index]`, read or assigned."""
    return node.rule is subscripts.item or (node.rule is containers.filled and node.data == "[]=")
