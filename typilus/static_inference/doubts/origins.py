"""Trace the known types of a node through slots, calls and attributes back to literals and declarations."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from graph_extraction import FunctionNode
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.containers import Filled
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.solving.solver import Solver

__all__ = ["Origins"]

MAX_NODES = 100
"""So many nodes are followed back; what comes from more than that is not told."""
Carries = Callable[[TypeSet], bool]


class Origins:
    """The graph of a solver read backwards, as it is when this is made.

    Args:
        solver: Solver of the code.

    Attributes:
        unsure: Whether nothing is sure of a parameter, by slot, as far as that was computed.
    """

    def __init__(self, solver: Solver) -> None:
        self.solver = solver
        self.unsure: dict[int, bool] = {}
        self._sources: list[list[int]] = [[] for _ in solver.graph.nodes]
        for number, dependents in enumerate(solver.graph.dependents):
            for dependent in dependents:
                self._sources[dependent].append(number)

    def back(
        self, slot: int, carries: Carries, ends: Callable[[int], bool] = lambda _: False
    ) -> Iterator[tuple[int, list[int]]]:
        """Yield a node and all sources of the value that it carries, the nearest first, each with its own sources.

        Args:
            slot: Slot or another node.
            carries: Function that decides whether a value is of the requested kind.
            ends: Function that decides whether to stop at a node.
        """
        seen = {slot}
        pending = deque([slot])
        while pending and len(seen) <= MAX_NODES:
            number = pending.popleft()
            sources = (
                []
                if ends(number)
                else [number for number in self._handing(number) if carries(self.solver.value(number))]
            )
            yield number, sources
            pending += [source for source in dict.fromkeys(sources) if source not in seen]
            seen.update(sources)

    def _handing(self, number: int) -> list[int]:
        """Return the possible sources of a node's value, without the called function and what merely selects a part."""
        node = self.solver.graph.nodes[number]
        read = self._sources[number] if number < len(self._sources) else node.inputs
        if isinstance(node.rule, Item):
            return [number_ for number_ in read if number_ not in node.inputs[1:]]
        if isinstance(node.rule, Filled) and node.rule.has_key:
            return [number_ for number_ in read if number_ not in node.inputs[1:-1]]
        if isinstance(node.rule, Call):
            if any(self._is_read(value) for value in self.solver.value(node.inputs[0]).ordered):
                return [number_ for number_ in read if number_ not in node.inputs]
            return [number_ for number_ in read if number_ != node.inputs[0]]
        return read

    @staticmethod
    def _is_read(value: object) -> bool:
        """Return whether a function's own `return`s determine its result."""
        if not isinstance(value, FunctionValue) or value.definition.module.is_stub:
            return False
        return not isinstance(value.definition.node, FunctionNode) or value.definition.node.returns is None
