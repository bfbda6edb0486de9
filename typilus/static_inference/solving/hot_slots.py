"""Hot type slots: the few slots that, once known, let the others be inferred (HiTyper, section 3.4)."""

from __future__ import annotations

from collections import defaultdict

from typilus.static_inference.definitions.module_text import INSTANCE
from typilus.static_inference.graph.dependency_graph import SlotKind
from typilus.static_inference.solving.dominators import immediate_dominators
from typilus.static_inference.solving.solver import Solver

__all__ = ["hot_slots"]

_ROOT = -1


def hot_slots(solver: Solver, module: str) -> list[int]:
    """Unknown slots of a module that no other unknown slot dominates, in the order of the graph.

    A slot that every way from something known to another slot passes decides that other; so asking for the first is
    enough. What is known are nodes with a type.
    """
    unknown = {number for number, value in enumerate(solver.values) if not value.without("None").alternatives}
    successors: defaultdict[int, list[int]] = defaultdict(list)
    for number in unknown:
        before = {number for number in solver.graph.nodes[number].inputs if number in unknown}
        for index in before or (_ROOT,):
            successors[index].append(number)
    # A circle of unknown nodes has no way in: it is entered at its first slot.
    reached: set[int] = set()
    _reach(_ROOT, successors, reached)
    for number in sorted(unknown):
        if number not in reached:
            successors[_ROOT].append(number)
            _reach(number, successors, reached)
    slots = [
        number
        for key, number in solver.graph.slots.items()
        if number in unknown
        and key.module == module
        and key.kind not in (SlotKind.YIELD, SlotKind.SENT)
        and INSTANCE not in key.scope
    ]
    dominated = _dominated(immediate_dominators(successors, _ROOT), set(slots))
    return [number for number in slots if number not in dominated]


def _reach(start: int, successors: defaultdict[int, list[int]], reached: set[int]) -> None:
    """Add a node and all behind it to those that are reached."""
    pending = [start]
    reached.add(start)
    while pending:
        for successor in successors.get(pending.pop(), ()):
            if successor not in reached:
                reached.add(successor)
                pending.append(successor)


def _dominated(above: dict[int, int], slots: set[int]) -> set[int]:
    """The nodes that some slot dominates."""
    dominated: set[int] = set()
    for number, dominator in above.items():
        if number != _ROOT and (dominator in slots or dominator in dominated):
            dominated.add(number)
    return dominated
