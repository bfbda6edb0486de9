"""One run of an exhibit from its configuration to its numbers: gone on with, stopped at a deadline, measured once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from typilus.lab.exhibits.run_folders import RunRecord, family, read_record, run_folder, write_record
from typilus.lab.exhibits.run_measures import RunMeasures, measure_run
from typilus.lab.model_building import train
from typilus.neural import Progress, TrainingConfig

__all__ = ["RunOutcome", "RunTask", "measuring_maker", "training_maker"]

_SPENT: Final = "the budget was spent after {done} of {planned} epochs; the same command goes on"


@dataclass(frozen=True, slots=True)
class RunTask:
    """A run to be trained and measured.

    Attributes:
        corpus: Built corpus.
        key: Digest of the corpus.
        into: Folder of the laboratory.
        config: Configuration, with the amount of training and the seed.
        deadline: Time of the clock (`time.time`) after which nothing is trained.
        device: Device for training and measuring.
        side: Side of the split that it is measured on.
    """

    corpus: Path
    key: str
    into: Path
    config: TrainingConfig
    deadline: float
    device: str = "cpu"
    side: str = "test"

    @property
    def path(self) -> str:
        """The folder of the run."""
        return str(run_folder(self.into, self.config, self.key))


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """The end of a run.

    Attributes:
        record: Its training.
        measures: Its numbers, None if it has none.
        reason: The reason why it has none.
        folder: Its folder.
        is_stopped: Whether the reason is that the budget was spent.
    """

    record: RunRecord
    measures: RunMeasures | None
    reason: str | None
    folder: Path
    is_stopped: bool = False


class _BudgetSpentError(KeyboardInterrupt):
    """The deadline has passed. The trainer keeps its state, as when a user interrupts it."""


def training_maker() -> Callable[[RunTask], RunOutcome]:
    """The function of a worker that trains."""
    return _trained


def measuring_maker() -> Callable[[RunTask], RunOutcome]:
    """The function of a worker that measures what has been trained."""
    return _measured


def _trained(task: RunTask) -> RunOutcome:
    """Train, or go on training. Whatever fails is the reason in the outcome: one row must not end the others."""
    folder, record = Path(task.path), _record(task)
    try:
        if not record.is_finished:
            record = _train(task, folder, record)
    except Exception as error:
        return RunOutcome(_record(task), None, f"{type(error).__name__}: {error}", folder)
    reason = None if record.is_finished else _SPENT.format(done=record.epochs_done, planned=record.epochs)
    return RunOutcome(record, None, reason, folder, not record.is_finished)


def _measured(task: RunTask) -> RunOutcome:
    """Measure. Whatever fails is the reason in the outcome."""
    folder, record = Path(task.path), _record(task)
    try:
        measures = measure_run(folder, task.corpus, task.config.split, task.device, task.side)
        return RunOutcome(record, measures, None, folder)
    except Exception as error:
        return RunOutcome(record, None, f"{type(error).__name__}: {error}", folder)


def _record(task: RunTask) -> RunRecord:
    config = task.config
    begun = read_record(Path(task.path))
    return begun or RunRecord(family(config, task.key), config.seed, config.epochs, config.share)


def _train(task: RunTask, folder: Path, record: RunRecord) -> RunRecord:
    if time.time() >= task.deadline:
        return record
    started = time.perf_counter()
    epochs_done = record.epochs_done
    is_finished = False

    def report(progress: Progress) -> None:
        nonlocal epochs_done
        epochs_done = progress.epoch
        if progress.update < progress.total_updates and time.time() >= task.deadline:
            raise _BudgetSpentError

    try:
        train(task.corpus, folder, task.config, device=task.device, report=report)
        is_finished, epochs_done = True, epochs_done + 1
    except _BudgetSpentError:
        pass
    finally:
        seconds = record.seconds + time.perf_counter() - started
        record = replace(record, seconds=seconds, epochs_done=epochs_done, is_finished=is_finished)
        write_record(folder, record)
    return record
