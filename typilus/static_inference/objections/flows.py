"""The values that flow from one symbol into others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from typilus.static_inference.graph.dependency_graph import TypeDependencyGraph
from typilus.static_inference.objections.supposed_values import MAX_NODES, assigned_nodes, merged_nodes
from typilus.static_inference.rules.containers import Element, Filled
from typilus.static_inference.rules.operators import Augmented, Binary
from typilus.static_inference.rules.shared_containers import Shared
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import JOINED, SAME

__all__ = ["reached_from"]

MAX_DEPTH = 10
"""So many operations may lie between two symbols."""


def reached_from(graph: TypeDependencyGraph, slot: int, symbols: Mapping[int, int]) -> Iterator[tuple[int, int | None]]:
    """Yield the values that come from a slot and what they flow into: a symbol's index, None for an operation.

    Args:
        graph: The code.
        slot: Number of the slot.
        symbols: Indexes of symbols, by their slots.
    """
    starts = [slot, *assigned_nodes(graph, slot), *merged_nodes(graph, slot)]
    depths = dict.fromkeys(starts, 0)
    pending = deque(starts)
    while pending:
        number = pending.popleft()
        for dependent in graph.dependents[number]:
            node = graph.nodes[dependent]
            if node.key is not None:
                if dependent in symbols and dependent != slot:
                    yield number, symbols[dependent]
            elif dependent not in depths and depths[number] < MAX_DEPTH and len(depths) < MAX_NODES:
                depths[dependent] = depths[number] + 1
                pending.append(dependent)
                if isinstance(node.rule, Binary | Augmented | Item | Element):
                    yield dependent, None
                elif isinstance(node.rule, Filled) and (filled := _filled(graph, dependent, symbols)) is not None:
                    yield dependent, filled


def _filled(graph: TypeDependencyGraph, number: int, symbols: Mapping[int, int]) -> int | None:
    """Return the parameter whose container something is put into: it then is of no slot."""
    while graph.nodes[number].key is None:
        node = graph.nodes[number]
        if not (isinstance(node.rule, Filled | Shared) or node.rule is SAME or node.rule is JOINED) or not node.inputs:
            return None
        number = node.inputs[0]
    return symbols.get(number)
