"""The engine of all exhibits: it plans a budget, trains what is missing, and measures what has been trained."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from typilus.errors import CorpusError
from typilus.files import named_workers
from typilus.lab.exhibits.estimates import Estimate, over_seeds
from typilus.lab.exhibits.exhibit_stage import WHOLE, Stage
from typilus.lab.exhibits.model_rows import ModelRow, UnknownSettingError, row_config
from typilus.lab.exhibits.paces import Pace, PaceBook
from typilus.lab.exhibits.run_folders import family, finished_amounts
from typilus.lab.exhibits.run_measures import RunMeasures
from typilus.lab.exhibits.run_training import RunOutcome, RunTask, measuring_maker, training_maker
from typilus.lab.exhibits.training_plan import choose_amount
from typilus.lab.experiments.network import corpus_key
from typilus.neural import TrainingConfig

__all__ = ["Laboratory", "LaboratorySettings", "RowOutcome"]


def _tell_nobody(message: str) -> None:
    """The callback where nobody listens."""


@dataclass(frozen=True, slots=True)
class LaboratorySettings:
    """The conditions of an exhibit.

    Attributes:
        corpus: Folder of a built corpus.
        into: Folder for runs and results.
        minutes: Training time of a whole exhibit, over all rows and seeds.
        seeds: Number of runs of each row, with the seeds 0, 1, ….
        workers: Number of runs that are trained side by side.
        device: Device for training and measuring.
        predictions: Minimum number of predictions that each type checker judges.
        settings: Settings of all runs by name; the changes of a row win.
        models: Language models that are asked, by what `open_infiller` opens.
    """

    corpus: Path
    into: Path
    minutes: float
    seeds: int = 1
    workers: int = 1
    device: str = "cpu"
    predictions: int = 500
    settings: Mapping[str, Any] = field(default_factory=dict)
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """The runs of a row, of which all or none count, and the reason if none does."""

    row: ModelRow
    runs: tuple[RunOutcome, ...] = ()
    reason: str | None = None

    @property
    def measures(self) -> tuple[RunMeasures, ...]:
        """The numbers of its runs."""
        if self.reason is not None:
            return ()
        return tuple(run.measures for run in self.runs if run.measures is not None)

    @property
    def is_stopped(self) -> bool:
        """Return whether it has no numbers because the budget was spent."""
        return any(run.is_stopped for run in self.runs)

    @property
    def effort(self) -> str:
        """The training that its numbers are of, in words."""
        if not self.measures:
            return ""
        epochs = sorted({run.record.epochs_done * run.record.share for run in self.runs})
        minutes = sum(run.record.seconds for run in self.runs) / 60
        unit = "epoch" if epochs[-1] <= 1 else "epochs"
        return f"{', '.join(f'{number:.3g}' for number in epochs)} {unit}, {minutes:.1f} min"

    def rate(self, criterion: str, group: str) -> Estimate | None:
        """The percentage of right predictions, over all seeds."""
        return over_seeds([measures.rates[criterion][group] for measures in self.measures])


class Laboratory:
    """Trains and measures the rows of exhibits below one folder.

    Args:
        settings: Conditions.
        announce: Callback for a sentence about each stage.

    Raises:
        CorpusError: The corpus cannot be read.
        UnknownSettingError: There is no setting of all runs by that name, or it cannot have that value.
    """

    def __init__(self, settings: LaboratorySettings, announce: Callable[[str], None] = _tell_nobody) -> None:
        self.settings = settings
        row_config(ModelRow("settings of all runs"), self.run_settings, 0)  # else each row would fail with it
        self.announce = announce
        self.key = corpus_key(settings.corpus)
        self.paces = PaceBook(settings.into, settings.corpus, self.key)

    @property
    def split(self) -> str:
        """The split of all runs: by file, as in the paper, unless the settings name another."""
        return str(self.run_settings["split"])

    @property
    def run_settings(self) -> Mapping[str, Any]:
        """The settings of all runs."""
        return {"split": "file", **self.settings.settings}

    @property
    def facts(self) -> dict[str, str]:
        """The conditions in words, for a result."""
        facts = {
            "corpus": self.settings.corpus.resolve().name,
            "split": f"by {self.split}",
            "budget": f"{self.settings.minutes:g} min",
            "seeds": str(self.settings.seeds),
        }
        other = {name: str(value) for name, value in self.settings.settings.items() if name != "split"}
        return facts | ({"settings": ", ".join(f"{name}={value}" for name, value in other.items())} if other else {})

    def run(self, rows: Sequence[ModelRow], stage: Stage = WHOLE) -> list[RowOutcome]:
        """Train and measure rows with equal amounts of training. A row that fails has the reason in its outcome.

        Args:
            rows: Models of a table.
            stage: What they may cost, and where they are measured.

        Raises:
            CorpusError: The corpus cannot be read, or has no file to train on.
        """
        if not self.paces.size(self.split).train_nodes:
            raise CorpusError(f"{self.settings.corpus}: has no labeled file on the training side of the split")
        seeds = stage.seeds or range(self.settings.seeds)
        configs: dict[int, list[TrainingConfig]] = {}
        reasons: dict[int, str] = {}
        for number, row in enumerate(rows):
            try:
                configs[number] = [row_config(row, self.run_settings, seed) for seed in seeds]
            except UnknownSettingError as error:
                reasons[number] = str(error)
        configs = self._with_equal_updates(configs, reasons)
        paces = self._paces(configs, reasons)
        planned = self._plan({number: configs[number] for number in paces}, paces, stage)
        runs = self._outcomes([config for of_row in planned.values() for config in of_row], stage)
        outcomes = []
        for number, row in enumerate(rows):
            own = tuple(runs[config] for config in planned.get(number, ()))
            failure = next((run.reason for run in own if run.reason is not None), None)
            outcomes.append(RowOutcome(row, own, reasons.get(number, failure)))
        return outcomes

    def _with_equal_updates(
        self, configs: Mapping[int, Sequence[TrainingConfig]], reasons: dict[int, str]
    ) -> dict[int, list[TrainingConfig]]:
        """The configurations with batches of equally many files, so that no row makes more updates than another.

        Batches are as large as set for the row that reads most of a file. Whatever fails is added to the reasons.
        """
        shares: dict[int, float] = {}
        for number, of_row in configs.items():
            try:
                shares[number] = self.paces.read_share(of_row[0])
            except Exception as error:
                reasons[number] = f"{type(error).__name__}: {error}"
        most = max(shares.values(), default=0.0) or 1.0
        return {
            number: [
                replace(config, batch_nodes=max(1, round(config.batch_nodes * share / most)))
                for config in configs[number]
            ]
            for number, share in shares.items()
        }

    def _paces(self, configs: Mapping[int, Sequence[TrainingConfig]], reasons: dict[int, str]) -> dict[int, Pace]:
        """The pace of each row. Whatever fails in measuring one is added to the reasons."""
        paces: dict[int, Pace] = {}
        for number, of_row in configs.items():
            try:
                paces[number] = self.paces.pace(of_row[0], self.settings.device, self.announce)
            except Exception as error:
                reasons[number] = f"{type(error).__name__}: {error}"
        return paces

    def _plan(
        self, configs: Mapping[int, Sequence[TrainingConfig]], paces: Mapping[int, Pace], stage: Stage
    ) -> dict[int, list[TrainingConfig]]:
        """The configurations with the amount of training that the budget allows."""
        if not configs:
            return {}
        size = self.paces.size(self.split)
        costs = {}
        for number, of_row in configs.items():
            for config in of_row:
                done = finished_amounts(self.settings.into, family(config, self.key), config.seed)
                costs[config] = paces[number].cost(size, config, done)
        most = max(config.epochs for config in costs)
        budget = 60 * self.settings.minutes * stage.part
        amount = stage.amount or choose_amount(list(costs.values()), budget, most)
        seconds = sum(cost.seconds(amount) for cost in costs.values())
        self.announce(f"runs: {len(costs)}, epochs of each: {amount.size:g}, about {seconds / 60:.1f} min of training")
        return {
            number: [replace(config, epochs=amount.epochs, share=amount.share) for config in of_row]
            for number, of_row in configs.items()
        }

    def _outcomes(self, configs: Iterable[TrainingConfig], stage: Stage) -> dict[TrainingConfig, RunOutcome]:
        """Train and measure, each configuration once, though several rows may have it."""
        settings = self.settings
        deadline = time.time() + 60 * settings.minutes * stage.part / settings.workers
        distinct = list(dict.fromkeys(configs))
        tasks = [
            RunTask(settings.corpus, self.key, settings.into, config, deadline, settings.device, stage.side)
            for config in distinct
        ]
        outcomes: dict[TrainingConfig, RunOutcome] = {}
        with named_workers(settings.workers) as workers:
            for config, outcome in zip(distinct, workers.map(training_maker, tasks), strict=True):
                state = f": {outcome.reason}" if outcome.reason else ""
                self.announce(f"{outcome.folder.name}: {outcome.record.seconds:.0f} s of training{state}")
                outcomes[config] = outcome
            # Only now, so that measuring takes nothing from the budget.
            trained = [task for task in tasks if outcomes[task.config].reason is None]
            for task, outcome in zip(trained, workers.map(measuring_maker, trained), strict=True):
                symbols = outcome.measures.symbols if outcome.measures else 0
                self.announce(f"{outcome.folder.name}: {outcome.reason or f'measured on {symbols:,} symbols'}")
                outcomes[task.config] = outcome
        return outcomes
