"""The largest part of some edits that does no harm, found by halving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from typilus.halving import offer_by_halves

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

    def accepts(group: Sequence[Edit]) -> bool:
        fault = fault_of([*kept, *group])
        if fault is None:
            kept.extend(group)
        elif len(group) == 1:
            guilty.append((group[0], fault))
        return fault is None

    offer_by_halves(edits, accepts)
    return kept, guilty
