"""A part of an exhibit: what its runs may cost, and where they are measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from typilus.lab.exhibits.training_plan import Amount

__all__ = ["WHOLE", "Stage"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the steps in which an exhibit trains and measures. Most exhibits have a single one.

    Attributes:
        part: Part of the budget that its runs share.
        seeds: Seeds of the runs of each row, () for 0, 1, … as many as the laboratory's settings say.
        side: Side of the split that the runs are measured on: "test", or "validation" if something is chosen by it.
        amount: Amount of training of each run, None for the most that the part of the budget allows.
    """

    part: float = 1.0
    seeds: tuple[int, ...] = ()
    side: str = "test"
    amount: Amount | None = None


WHOLE: Final = Stage()
"""All of the budget, all seeds, and the test side."""
