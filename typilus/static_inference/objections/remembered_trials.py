"""Trials of supposed types, each made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from typilus.static_inference.graph.type_sets import TypeSet
from typilus.static_inference.objections.supposed_values import Memory, Trial, nodes_behind
from typilus.static_inference.solving.solver import Solver

__all__ = ["Outcome", "Trials"]

_Key = tuple[int, tuple[tuple[int, TypeSet], ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The types of a node under supposed types of others.

    Attributes:
        types: Types of the node.
        read: Slots with supposed types that were looked at on the way.
    """

    types: TypeSet
    read: frozenset[int]


class Trials:
    """Values under supposed types.

    Args:
        solver: Solver with the code.
    """

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._behind: dict[tuple[int, ...], frozenset[int]] = {}
        self._memory: Memory = defaultdict(list)
        self._outcomes: dict[_Key, Outcome] = {}
        self._possible: dict[_Key, bool] = {}

    def outcome(self, node: int, supposed: Mapping[int, TypeSet]) -> Outcome:
        """Return what a node has where slots, by number, have types."""
        key = node, tuple(supposed.items())
        if key not in self._outcomes:
            trial = self._trial(supposed)
            self._outcomes[key] = Outcome(trial.value(node), frozenset(trial.read))
        return self._outcomes[key]

    def is_possible(self, node: int, supposed: Mapping[int, TypeSet]) -> bool:
        """Return whether an operation is possible where slots, by number, have types, in doubt it is."""
        key = node, tuple(supposed.items())
        if key not in self._possible:
            self._possible[key] = self._trial(supposed).is_possible(node)
        return self._possible[key]

    def _trial(self, supposed: Mapping[int, TypeSet]) -> Trial:
        slots = tuple(supposed)
        if slots not in self._behind:
            self._behind[slots] = nodes_behind(self._solver.graph, slots)
        return Trial(self._solver, supposed, self._behind[slots], self._memory)
