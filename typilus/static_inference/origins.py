"""Where what is known of a node comes from, through slots, calls and attributes, back to literals and declarations."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from graph_extraction import FunctionNode
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.containers import Filled
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.solver import Solver
from typilus.static_inference.type_sets import FunctionValue, TypeSet

__all__ = ["Origins"]

MOST_NODES = 100
"""So many nodes are followed back; what comes from more than that is not told."""
Carries = Callable[[TypeSet], bool]


class Origins:
    """The graph of a solver read backwards, as it is when this is made.

    Args:
        solver: of the code.

    Attributes:
        unsure: by slot of a parameter, whether nothing is sure of it; as far as that was asked.
    """

    def __init__(self, solver: Solver) -> None:
        self.solver = solver
        self.unsure: dict[int, bool] = {}
        self._sources: list[list[int]] = [[] for _ in solver.graph.nodes]
        for number, dependents in enumerate(solver.graph.dependents):
            for each in dependents:
                self._sources[each].append(number)

    def back(
        self, slot: int, carries: Carries, ends: Callable[[int], bool] = lambda _: False
    ) -> Iterator[tuple[int, list[int]]]:
        """A node and all that hands on to it what it carries, the nearest first, each with where it has that from.

        Args:
            slot: or another node.
            carries: whether a value is of the kind that is asked for.
            ends: whether nothing behind a node is asked for.
        """
        seen = {slot}
        pending = deque([slot])
        while pending and len(seen) <= MOST_NODES:
            number = pending.popleft()
            found = [] if ends(number) else [each for each in self._handing(number) if carries(self.solver.value(each))]
            yield number, found
            pending += [each for each in dict.fromkeys(found) if each not in seen]
            seen.update(found)

    def _handing(self, number: int) -> list[int]:
        """What a node may have its value from: not the function that is called, nor what only selects a part."""
        node = self.solver.graph.nodes[number]
        read = self._sources[number] if number < len(self._sources) else node.inputs
        if isinstance(node.rule, Item):
            return [each for each in read if each not in node.inputs[1:]]
        if isinstance(node.rule, Filled) and node.rule.has_key:
            return [each for each in read if each not in node.inputs[1:-1]]
        if isinstance(node.rule, Call):
            if any(self._is_read(each) for each in self.solver.value(node.inputs[0]).ordered):
                return [each for each in read if each not in node.inputs]
            return [each for each in read if each != node.inputs[0]]
        return read

    @staticmethod
    def _is_read(value: object) -> bool:
        """Whether a function's own `return`s tell what it returns."""
        if not isinstance(value, FunctionValue) or value.definition.module.is_stub:
            return False
        return not isinstance(value.definition.node, FunctionNode) or value.definition.node.returns is None
