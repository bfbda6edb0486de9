"""The amount of training that a budget allows: the same for all rows of a table.

Rows see the same files equally often, for then they differ in what the table is about and in nothing else. With equal
time a faster encoder would see more: that is what `speed` measures. So a budget is one sum for the whole table, of
which slow rows take more than fast ones. If it does not suffice for a pass over the training side, all rows make one
pass over the same share of its files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Amount", "RunCost", "choose_amount"]

_PLANNED_SHARE: Final = 0.85
"""The part of a budget that is planned with, for paces are estimates."""
_SMALLEST_SHARE: Final = 2.0**-7


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of training: so many passes over a share of the training files."""

    epochs: int
    share: float = 1.0

    @property
    def size(self) -> float:
        """Passes over the whole training side."""
        return self.epochs * self.share


@dataclass(frozen=True, slots=True)
class RunCost:
    """The seconds that a run is expected to take.

    Attributes:
        fixed: Reading and preparing what is validated on.
        per_epoch: A pass over the training side, without validation.
        validation: Validating once, which follows each pass over a share, too.
        preparing: Reading and preparing the training side, of which a run does so with its share.
        finished: Amounts that it has been trained with to its end, which cost nothing.
    """

    fixed: float
    per_epoch: float
    validation: float
    preparing: float = 0.0
    finished: Collection[Amount] = ()

    def seconds(self, amount: Amount) -> float:
        """Time that an amount of training is expected to take."""
        if amount in self.finished:
            return 0.0
        return self.planned_seconds(amount)

    def planned_seconds(self, amount: Amount) -> float:
        """The same for a run that has not begun."""
        once = self.fixed + amount.share * self.preparing
        return once + amount.size * self.per_epoch + amount.epochs * self.validation


def choose_amount(costs: Sequence[RunCost], budget: float, most_epochs: int) -> Amount:
    """Return the largest amount that all runs together can be trained with.

    If none fits, it is the one that most runs have been finished with, so that there is something to see, else the
    smallest of all.

    What a budget allows without anything being finished decides first, so that an interrupted command chooses as it
    did before. Only an amount with which some runs have been finished already can be larger.

    Args:
        costs: Expected costs of the runs.
        budget: Seconds for all of them.
        most_epochs: Number of passes beyond which nobody trains.
    """
    ladder = list(_ladder(most_epochs))
    planned = budget * _PLANNED_SHARE
    fitting = [amount for amount in ladder if sum(cost.planned_seconds(amount) for cost in costs) <= planned]
    finished = {amount for cost in costs for amount in cost.finished}
    reusing = [amount for amount in finished if sum(cost.seconds(amount) for cost in costs) <= planned]
    if fitting or reusing:
        return max([*fitting, *reusing], key=lambda amount: (amount.size, amount.epochs))
    return max(
        finished,
        key=lambda amount: (sum(amount in cost.finished for cost in costs), amount.size, amount.epochs),
        default=ladder[0],
    )


def _ladder(most_epochs: int) -> Iterator[Amount]:
    share = _SMALLEST_SHARE
    while share < 1:
        yield Amount(1, share)
        share *= 2
    yield from (Amount(epochs) for epochs in range(1, max(most_epochs, 1) + 1))
