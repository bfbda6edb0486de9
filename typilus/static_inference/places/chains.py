"""The chain of values that led to a type, in words."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import Final

from typilus.static_inference.answers.reasons import reason_of
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.solving.solver import Solver

__all__ = ["chain_of"]

MAX_STEPS: Final = 8
MAX_NODES: Final = 200
_NAMES: Final = frozenset({Handing.SAME, Handing.MERGED, Handing.STORED})


def chain_of(solver: Solver, number: int) -> list[str]:
    """Return the values that a node's types come from, the nearest first: code, line, types, and the rule of each.

    Names for a value are looked through, and so is what a rule asked for without having it as an input.
    """
    graph = solver.graph
    asked: defaultdict[int, list[int]] = defaultdict(list)
    for source, dependents in enumerate(graph.dependents):
        for dependent, is_input in dependents.items():
            if not is_input:
                asked[dependent].append(source)
    steps: dict[str, None] = {}
    seen = {number}
    pending = deque([number])
    for _ in range(MAX_NODES):
        if not pending or len(steps) >= MAX_STEPS:
            break
        current = pending.popleft()
        node = graph.nodes[current]
        is_name = node.rule.uses.handing in _NAMES or node.key is not None
        text = None if is_name else reason_of(node, solver.value(current))
        if text is not None:
            steps[text] = None
        for source in (*node.inputs, *asked[current]):
            if source not in seen:
                seen.add(source)
                pending.append(source)
    return list(steps)
