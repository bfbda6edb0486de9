"""Forward inference: rules are run until nothing changes (HiTyper, section 3.3)."""

from __future__ import annotations

from collections import deque

from typilus.annotation_types import TypeExpression
from typilus.static_inference.building.program import Program
from typilus.static_inference.contents.container_contents import content_of
from typilus.static_inference.contents.literal_values import literal_key
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.graph.dependency_graph import Key, SlotKey, TypeDependencyGraph
from typilus.static_inference.graph.type_sets import NOTHING, UNKNOWN, TypeSet, join
from typilus.static_inference.graph.uses import Use
from typilus.static_inference.operations.calling import call_method, result_of
from typilus.static_inference.operations.members import read_member
from typilus.static_inference.solving.widening import Widening

__all__ = ["Solver"]

MAX_PASSES = 100
"""The paper's limit: a node that changes more often is not known."""
MAX_SWINGS = 30
"""So often a node may lose what it had, for rules are not monotonic. From then on it keeps that."""


class Solver:
    """The types of all nodes, and the answers to rules' questions.

    Args:
        program: Program that adds the code that a slot needs to the graph.
    """

    member = read_member
    call = call_method
    result = result_of
    content = content_of

    def __init__(self, program: Program) -> None:
        self.program = program
        self.graph: TypeDependencyGraph = program.graph
        self.classes: Classes = program.classes
        self.values: list[TypeSet] = []
        self.passes: list[int] = []
        # What operators give for a pair of types: many symbols are asked the same. A run may change it.
        self.operated: dict[tuple[str, TypeExpression, TypeExpression, bool], TypeSet | None] = {}
        # What speaks against the members of a type in a slot: `T` and `T | None` are asked the same.
        self.objections: dict[tuple[int, tuple[TypeExpression, ...], int], str | None] = {}
        # The operations on a slot's value that may speak against a type.
        self.operations: dict[int, list[Use]] = {}
        self._assumed: dict[int, TypeSet] = {}
        self._widening = Widening(self.classes)
        self._current = -1
        self._waiting: deque[int] = deque()
        self._is_waiting: list[bool] = []

    def run(self) -> None:
        """Solve what is new, to the fixed point."""
        self.operated.clear()
        self.objections.clear()
        self.operations.clear()
        self._take_new()
        while self._waiting:
            number = self._waiting.popleft()
            self._is_waiting[number] = False
            self._solve(number)
            if self.graph.fresh:
                self._take_new()

    def value(self, number: int) -> TypeSet:
        """Return the types of a node, which are empty for one that was added after the last run."""
        return self.values[number] if number < len(self.values) else NOTHING

    def read(self, number: int) -> TypeSet:
        """The types of a node, which from now on solves the node whose rule asks."""
        if self._current >= 0:
            self.graph.depend(number, self._current)
        return self.value(number)

    def slot(self, key: SlotKey) -> TypeSet:
        """The types of a slot."""
        return self.read(self.program.slot(key))

    def assume(self, number: int, types: TypeSet) -> None:
        """Let a node have some types wherever its rule finds none."""
        self._assumed[number] = types
        self.graph.fresh.append(number)

    def forget_assumed(self) -> None:
        """Solve anew what depends on assumed types, without them."""
        self.graph.fresh += self._assumed
        self._assumed.clear()
        self.run()

    def watch(self, number: int, reads_value: bool = False) -> None:
        """Have the node whose rule asks solved again when another one changes."""
        if self._current >= 0:
            self.graph.watch(number, self._current, reads_value)

    def literal(self, number: int) -> Key | None:
        """Return the value of a node that is written out, None for others."""
        return literal_key(self.graph, number)

    def flow(self, source: int, key: SlotKey) -> None:
        """Let the value of a node flow into a slot."""
        self.graph.flow(source, self.program.slot(key))

    def argument(self, source: int, function: FunctionDefinition, name: str) -> None:
        """A call hands what a node has to a parameter."""
        self.graph.flow(source, self.program.parameter(function, name))

    def _take_new(self) -> None:
        count = len(self.graph.nodes) - len(self.values)
        if count:
            self.values += [NOTHING] * count
            self.passes += [0] * count
            self._is_waiting += [False] * count
        fresh, self.graph.fresh = self.graph.fresh, []
        for number in fresh:
            self._wait(number)

    def _wait(self, number: int) -> None:
        if not self._is_waiting[number]:
            self._is_waiting[number] = True
            self._waiting.append(number)

    def _solve(self, number: int) -> None:
        node = self.graph.nodes[number]
        if self.passes[number] > MAX_PASSES:
            return
        outer, self._current = self._current, number
        try:
            value = node.rule.infer(self, node, [self.values[number] for number in node.inputs])
        except RecursionError:
            value = UNKNOWN
        finally:
            self._current = outer
        if not value.alternatives:
            value = self._assumed.get(number, value)
        if self.passes[number] > MAX_SWINGS:
            value = join((self.values[number], value))
        if value != self.values[number] and (value := self._widening.of(value)) != self.values[number]:
            self.passes[number] += 1
            self.values[number] = UNKNOWN if self.passes[number] > MAX_PASSES else value
            for dependent in self.graph.dependents[number]:
                if dependent < len(self._is_waiting):
                    self._wait(dependent)
            watchers = self.graph.watchers.get(number)
            for watcher, reads_value in watchers.items() if watchers else ():
                if reads_value:
                    self._wait(watcher)
