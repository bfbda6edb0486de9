"""Constraints between symbols, and those near what does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["FlowConstraint", "near_violated"]

MAX_HOPS = 2
"""Constraints so far from a violated one are looked at."""
MAX_FLOWS, SHARE_OF_FLOWS = 40, 0.15
"""So many constraints of a file are looked at, and this share of all."""


@dataclass(frozen=True, slots=True)
class FlowConstraint:
    """A value that must fit where it flows, or an operation that must be possible.

    Attributes:
        node: Value that flows, or operation.
        sources: Indexes of the symbols that it comes from.
        target: Index of the symbol that it flows into, None for an operation that must be possible.
        sibling: Index of another symbol that what a container holds flows into. Where the container does not say what
            that is, the two must fit each other.
    """

    node: int
    sources: tuple[int, ...]
    target: int | None
    sibling: int | None = None

    @property
    def symbols(self) -> tuple[int, ...]:
        """All symbols that it binds, each once."""
        bound = [*self.sources, *(index for index in (self.target, self.sibling) if index is not None)]
        return tuple(dict.fromkeys(bound))


def near_violated(violated: Sequence[FlowConstraint], constraints: Sequence[FlowConstraint]) -> list[FlowConstraint]:
    """Return the constraints that violated ones, the most important first, are bound to by few others, in their order.

    There are not more than `MAX_FLOWS` and a share of all, unless the first one is bound to more.
    """
    by_symbol: dict[int, list[int]] = defaultdict(list)
    for number, constraint in enumerate(constraints):
        for index in constraint.symbols:
            by_symbol[index].append(number)
    kept: set[int] = set()
    for constraint in violated:
        reached = set(constraint.symbols)
        for _ in range(MAX_HOPS):
            touched = {number for index in reached for number in by_symbol[index]}
            reached.update(index for number in touched for index in constraints[number].symbols)
        around = {number for index in reached for number in by_symbol[index]}
        near = {number for number in around if reached.issuperset(constraints[number].symbols)}
        if not kept or len(kept | near) <= MAX_FLOWS + SHARE_OF_FLOWS * len(constraints):
            kept |= near
    return [constraints[number] for number in sorted(kept)]
