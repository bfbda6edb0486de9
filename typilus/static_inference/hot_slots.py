"""Hot type slots: the few slots that, once known, let the others be inferred (HiTyper, section 3.4)."""

from __future__ import annotations

import networkx

from typilus.static_inference.graph import SlotKind
from typilus.static_inference.solver import Solver

__all__ = ["hot_slots"]

_ROOT = -1


def hot_slots(solver: Solver, module: str) -> list[int]:
    """Unknown slots of a module that no other unknown slot dominates, in the order of the graph.

    A slot that every way from something known to another slot passes decides that other; so asking for the first is
    enough. What is known are nodes with a type; dominators are found by networkx, which torch brings anyway.
    """
    unknown = {number for number, value in enumerate(solver.values) if not value.without("None").alternatives}
    graph: networkx.DiGraph[int] = networkx.DiGraph()
    graph.add_node(_ROOT)
    for number in unknown:
        before = [each for each in solver.graph.nodes[number].inputs if each in unknown]
        graph.add_edges_from((each, number) for each in before)
        if not before:
            graph.add_edge(_ROOT, number)
    # A circle of unknown nodes has no way in: it is entered at its first slot.
    reached = networkx.descendants(graph, _ROOT)
    for number in sorted(unknown):
        if number not in reached:
            graph.add_edge(_ROOT, number)
            reached |= {number, *networkx.descendants(graph, number)}
    above = networkx.immediate_dominators(graph, _ROOT)
    slots = [
        number
        for key, number in solver.graph.slots.items()
        if number in unknown and key.module == module and key.kind is not SlotKind.YIELD
    ]
    among = set(slots)
    return [number for number in slots if not _is_dominated(number, above, among)]


def _is_dominated(number: int, above: dict[int, int], slots: set[int]) -> bool:
    current = above.get(number, _ROOT)
    while current != _ROOT:
        if current in slots:
            return True
        current = above[current]
    return False
