"""The learning rate that suits a model best, found on the validation side with a little training each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from typilus.lab.exhibits.estimates import Estimate
from typilus.lab.exhibits.exhibit_stage import Stage
from typilus.lab.exhibits.laboratory import Laboratory, RowOutcome
from typilus.lab.exhibits.model_rows import ModelRow
from typilus.lab.exhibits.training_plan import Amount
from typilus.neural import TrainingConfig

__all__ = ["RateTrials", "part_of_budget", "try_rates"]

_FACTORS: Final = (0.5, 1.0, 2.0)
"""The ladder of rates, as multiples of the rate of all runs."""
_STEP: Final = 2.0
_PART: Final = 1 / 40
"""Part of the budget that one trial may take."""
_SEED: Final = 1000
"""A seed that no measured run has, so that no rate is chosen for the seed that it is measured with."""


@dataclass(frozen=True, slots=True)
class RateTrials:
    """The rates that one model was tried with.

    Attributes:
        row: The model.
        outcomes: A trial a rate, from the lowest to the highest.
    """

    row: ModelRow
    outcomes: Mapping[float, RowOutcome] = field(default_factory=dict)

    @property
    def reason(self) -> str | None:
        """The reason why no rate can be chosen: a trial has no numbers. None if one can."""
        reasons = {rate: outcome.reason for rate, outcome in self.outcomes.items() if outcome.reason is not None}
        return next((f"trying the rate {rate:g}: {reason}" for rate, reason in reasons.items()), None)

    @property
    def is_stopped(self) -> bool:
        """Return whether a trial has no numbers because the budget was spent."""
        return any(outcome.is_stopped for outcome in self.outcomes.values())

    @property
    def exact(self) -> dict[float, Estimate]:
        """The percentage of exact matches on the validation side by rate."""
        rates = {rate: outcome.rate("exact", "all") for rate, outcome in self.outcomes.items()}
        return {rate: estimate for rate, estimate in rates.items() if estimate is not None}

    @property
    def best(self) -> float | None:
        """The rate with the most exact matches, the lowest of several, None as long as a trial has no numbers."""
        if self.reason is not None:
            return None
        return max(self.exact, key=lambda rate: self.exact[rate].value, default=None)

    @property
    def beyond(self) -> float | None:
        """The next rate to try if the best is the lowest or the highest one, else None."""
        if self.best is None:
            return None
        if self.best == max(self.outcomes):
            return self.best * _STEP
        return self.best / _STEP if self.best == min(self.outcomes) else None

    @property
    def best_row(self) -> ModelRow | None:
        """The model with its best rate."""
        return None if self.best is None else at_rate(self.row, self.best)


def at_rate(row: ModelRow, rate: float) -> ModelRow:
    """The same model with a learning rate."""
    return replace(row, changes={**row.changes, "learning_rate": rate})


def part_of_budget(trials: Sequence[RateTrials]) -> float:
    """The part of the budget that trials may have taken."""
    return _PART * sum(len(tried.outcomes) for tried in trials)


def try_rates(laboratory: Laboratory, rows: Sequence[ModelRow]) -> list[RateTrials]:
    """Try each model with half, the same and twice the rate of all runs, and one step on if the best is at an end.

    Every trial has the same seed and the same amount of training, and is measured on the validation side.

    Raises:
        CorpusError: The corpus cannot be read, or has no file to train on.
    """
    center = float(laboratory.run_settings.get("learning_rate", TrainingConfig().learning_rate))
    ladder = [[factor * center for factor in _FACTORS] for _ in rows]
    trials = _tried(laboratory, [RateTrials(row) for row in rows], ladder, None)
    amounts = [run.record.amount for tried in trials for outcome in tried.outcomes.values() for run in outcome.runs]
    steps = [[] if tried.beyond is None else [tried.beyond] for tried in trials]
    return _tried(laboratory, trials, steps, amounts[0]) if any(steps) else trials


def _tried(
    laboratory: Laboratory, trials: Sequence[RateTrials], rates: Sequence[Sequence[float]], amount: Amount | None
) -> list[RateTrials]:
    """The trials with those of more rates, some for each model."""
    pairs = [(number, rate) for number, of_row in enumerate(rates) for rate in of_row]
    stage = Stage(_PART * len(pairs), (_SEED,), "validation", amount)
    outcomes = laboratory.run([at_rate(trials[number].row, rate) for number, rate in pairs], stage)
    tried = [dict(before.outcomes) for before in trials]
    for (number, rate), outcome in zip(pairs, outcomes, strict=True):
        tried[number][rate] = outcome
    return [RateTrials(before.row, dict(sorted(own.items()))) for before, own in zip(trials, tried, strict=True)]
