"""Values of nodes under types that are supposed for some slots: the rules between them, run anew."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.dependency_graph import (
    Key,
    SlotKey,
    SlotKind,
    TypeDependencyGraph,
    TypeNode,
    TypeNodeKind,
)
from typilus.static_inference.graph.type_sets import NOTHING, UNKNOWN, TypeSet, join, type_set
from typilus.static_inference.operations.calling import call_method, result_of
from typilus.static_inference.operations.members import read_member
from typilus.static_inference.operations.operator_methods import METHODS, operate
from typilus.static_inference.rules.containers import Element
from typilus.static_inference.rules.operators import Augmented, Binary
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import JOINED, SLOT
from typilus.static_inference.solving.solver import Solver

__all__ = ["MAX_NODES", "Memory", "RuleAnswer", "Trial", "assigned_nodes", "merged_nodes", "nodes_behind"]

MAX_NODES = 80
"""So many nodes behind one symbol are looked at."""
_NONE: frozenset[int] = frozenset()
_INDEXED_OTHERWISE = frozenset({"type", "tuple", "None"})
_ITERATED_OTHERWISE = frozenset({"type", "None"})


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """The answer of a rule, with what it read.

    Attributes:
        slots: Numbers of the slots that it looked at, and what they had.
        types: Its answer.
    """

    slots: tuple[tuple[int, TypeSet], ...]
    types: TypeSet


Memory = defaultdict[tuple[int, tuple[TypeSet, ...]], list[RuleAnswer]]
"""The answers of the rule of a node, by its number, for its inputs."""


class Trial:
    """Answers for rules, with supposed types in some slots. Nothing of the solver's is changed.

    Args:
        solver: Knows the types of all other nodes.
        supposed: Types of slots, by number.
        behind: Nodes whose types may be others than the solver's then.
        memory: What rules gave in former trials, by their inputs.

    Attributes:
        read: Supposed slots that were looked at.
    """

    member = read_member
    call = call_method
    result = result_of

    def __init__(self, solver: Solver, supposed: Mapping[int, TypeSet], behind: Set[int], memory: Memory) -> None:
        self.program = solver.program
        self.graph = solver.graph
        self.classes = solver.classes
        self._solver = solver
        self._values = dict(supposed)
        self._supposed: dict[int, TypeSet] = {}
        self._slot_of = {slot: slot for slot in supposed}
        self.read: set[int] = set()
        for slot, types in supposed.items():
            assigned = assigned_nodes(self.graph, slot)
            self._supposed.update(dict.fromkeys(assigned, types))
            self._slot_of.update(dict.fromkeys(assigned, slot))
            if len(types.alternatives) == 1:
                # Where branches meet, a variable is what it is declared to be; a union may have been narrowed before.
                merged = merged_nodes(self.graph, slot)
                self._values.update(dict.fromkeys(merged, types))
                self._slot_of.update(dict.fromkeys(merged, slot))
        self._behind = behind
        self._memory = memory
        self._slots: list[tuple[int, TypeSet]] = []
        self._open: set[int] = set()
        # Nodes with those that were not done when they read them, and the latter of what is being computed.
        self._circular_of: dict[int, frozenset[int]] = {}
        self._circular: set[int] = set()

    def slot(self, key: SlotKey) -> TypeSet:
        """The types of a slot."""
        number = self.program.slot(key)
        types = self._of_slot(number)
        self._slots.append((number, types))
        return types

    def argument(self, source: int, function: object, name: str) -> None:
        """Nothing flows anywhere by a mere supposition."""

    def watch(self, number: int, reads_value: bool = False) -> None:
        """Nothing is solved again by a mere supposition."""

    def literal(self, number: int) -> Key | None:
        """Return the value of a node that is written out, None for others."""
        return self._solver.literal(number)

    def content(self, container: int, key: Key | None) -> TypeSet | None:
        """Return None: what was put into a container says nothing of one that is supposed to have some type."""
        return None

    def value(self, number: int) -> TypeSet:
        """Return the types of a node, by the rules of the nodes between it and the supposed slots."""
        self._look_at(number)
        if number in self._values:
            self._circular |= self._circular_of.get(number, _NONE)
            return self._values[number]
        if number not in self._behind:
            value = self._solver.value(number)
            return value if value.alternatives else self._supposed.get(number, value)
        before, self._circular = self._circular, set()
        self._values[number] = NOTHING  # what a circle brings back was there at its beginning
        self._open.add(number)
        self._circular_of[number] = frozenset({number})
        value = self._computed(number)
        if not value.alternatives:
            value = self._supposed.get(number, value)
        self._values[number] = value
        self._close(number)
        self._circular |= before
        return value

    def _computed(self, number: int) -> TypeSet:
        node = self.graph.nodes[number]
        if _is_meeting(node):
            return join(self.value(source) for source in node.inputs)
        try:
            return self._inferred(number, tuple(self.value(source) for source in node.inputs))
        except RecursionError:
            return UNKNOWN

    def _close(self, number: int) -> None:
        """End a node. Where branches meet, what depended on nodes that were not done then is forgotten."""
        self._open.discard(number)
        self._circular.discard(number)
        del self._circular_of[number]
        if _is_meeting(self.graph.nodes[number]):
            early = [other for other, behind in self._circular_of.items() if not behind <= self._open]
            for other in early:
                del self._circular_of[other], self._values[other]
        if self._circular:
            self._circular_of[number] = frozenset(self._circular)

    def _inferred(self, number: int, inputs: tuple[TypeSet, ...]) -> TypeSet:
        """Return what a node's rule gives. Besides its inputs it reads nothing but slots."""
        answers = self._memory[number, inputs]
        for answer in answers:
            if all(self._of_slot(slot) == types for slot, types in answer.slots):
                return answer.types
        self._slots.clear()
        node = self.graph.nodes[number]
        types = node.rule.infer(self, node, list(inputs))
        answers.append(RuleAnswer(tuple(self._slots), types))
        return types

    def _of_slot(self, number: int) -> TypeSet:
        self._look_at(number)
        return self._values.get(number) or self._solver.value(number)

    def _look_at(self, number: int) -> None:
        slot = self._slot_of.get(number)
        if slot is not None:
            self.read.add(slot)

    def is_possible(self, number: int) -> bool:
        """Return whether an operation takes some pair of the types of its operands, in doubt it does."""
        node = self.graph.nodes[number]
        if isinstance(node.rule, Element):
            return self._is_iterable(self.value(node.inputs[0]))
        left, right = (self.value(source) for source in node.inputs)
        if left.is_open or right.is_open or not (_is_told(left) and _is_told(right)):
            return True
        pairs = [(one, other) for one in left.types for other in right.types]
        if not all(self.classes.has_all_bases(type_.name) for pair in pairs for type_ in pair):
            return True
        if isinstance(node.rule, Item):
            return any(one.name in _INDEXED_OTHERWISE or self._has_item(one, other) for one, other in pairs)
        assert isinstance(node.rule, Binary | Augmented)
        name = METHODS[node.rule.operator]
        return any(operate(self, one, other, name) is not None for one, other in pairs)

    def _is_iterable(self, types: TypeSet) -> bool:
        if types.is_open or not _is_told(types):
            return True
        names = ("__iter__", "__aiter__", "__getitem__")
        return any(
            type_.name in _ITERATED_OTHERWISE
            or not self.classes.has_all_bases(type_.name)
            or any(self.classes.member(type_, name) is not None for name in names)
            for type_ in types.types
        )

    def _has_item(self, type_: TypeExpression, index: TypeExpression) -> bool:
        return self.call(type_, "__getitem__", [type_set(index)], strict=True) is not None


def _is_meeting(node: TypeNode) -> bool:
    """Return whether it is a point where branches meet."""
    return node.rule is JOINED and node.node is None


def nodes_behind(graph: TypeDependencyGraph, slots: Sequence[int]) -> frozenset[int]:
    """Return the nodes between some slots, and the values that they are given, and the next slots."""
    behind: set[int] = set()
    pending = deque(slots)
    for slot in slots:
        pending += [*assigned_nodes(graph, slot), *merged_nodes(graph, slot)]
    while pending and len(behind) < 4 * MAX_NODES:
        for dependent in graph.dependents[pending.popleft()]:
            if dependent not in behind and graph.nodes[dependent].key is None:
                behind.add(dependent)
                pending.append(dependent)
    return frozenset(behind)


def assigned_nodes(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """Return the only value that a variable is given: where nothing is known of that, an annotation says what it is."""
    node = graph.nodes[slot]
    if node.key is None or node.key.kind is not SlotKind.NAME or node.rule is not SLOT:
        return []
    # A guess flows into a slot, too, and is no code.
    inputs = [number for number in node.inputs if graph.nodes[number].node is not None]
    return inputs if len(inputs) == 1 else []


def _is_told(types: TypeSet) -> bool:
    return bool(types.types) and len(types.types) == len(types.alternatives)


def merged_nodes(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """Return the points where all values that a variable is given meet."""
    node = graph.nodes[slot]
    if node.key is None or node.key.kind is not SlotKind.NAME or node.rule is not SLOT or len(node.inputs) < 2:
        return []
    inputs = {number for number in node.inputs if graph.nodes[number].node is not None}
    merges: set[int] = set()
    pending = list(inputs)
    while pending and len(merges) < MAX_NODES:
        for dependent in graph.dependents[pending.pop()]:
            one = graph.nodes[dependent]
            if one.kind is TypeNodeKind.MERGE and one.node is None and dependent not in merges:
                merges.add(dependent)
                pending.append(dependent)
    while foreign := {merge for merge in merges if not (inputs | merges).issuperset(graph.nodes[merge].inputs)}:
        merges -= foreign
    return sorted(merges) if len(inputs) > 1 else []
