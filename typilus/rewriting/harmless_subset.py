"""The largest part of some edits that does no harm, found by halving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["largest_harmless_subset"]

Edit = TypeVar("Edit")


def largest_harmless_subset(
    edits: Sequence[Edit], fault_of: Callable[[list[Edit]], str | None]
) -> tuple[list[Edit], list[tuple[Edit, str]]]:
    """Leave out the edits that cannot be added to those kept so far.

    Args:
        edits: Edits in any order. Earlier ones have precedence.
        fault_of: Function that returns the fault of some edits together, None if they have none.

    Returns:
        The edits to make, which were tried together, and the others with their faults.
    """
    kept: list[Edit] = []
    guilty: list[tuple[Edit, str]] = []
    pending = [list(edits)] if edits else []
    while pending:
        group = pending.pop()
        fault = fault_of([*kept, *group])
        if fault is None:
            kept += group
        elif len(group) == 1:
            guilty.append((group[0], fault))
        else:
            middle = len(group) // 2
            pending += (group[middle:], group[:middle])
    return kept, guilty
