"""A run is gone on with, stops at its deadline, and never takes others down with it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from tests.typilus.lab.small_runs import SETTINGS
from typilus.errors import TypilusError
from typilus.lab.exhibits.run_folders import read_record
from typilus.lab.exhibits.run_training import RunOutcome, RunTask, measuring_maker, training_maker
from typilus.neural import TrainingConfig

NEVER = float("inf")


def run(task: RunTask) -> RunOutcome:
    """Train, and measure what has been trained."""
    outcome = training_maker()(task)
    return outcome if outcome.reason is not None else measuring_maker()(task)


@pytest.fixture
def trainer() -> FakeTrainer:
    return FakeTrainer()


@pytest.fixture
def task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer) -> RunTask:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer)
    return RunTask(laboratory.settings.corpus, "key", tmp_path / "lab", TrainingConfig(epochs=3), NEVER)


def test_a_run_is_trained_once_and_measured(task: RunTask, trainer: FakeTrainer) -> None:
    first, second = run(task), run(task)
    assert len(trainer.trained) == 1
    assert first.measures == second.measures is not None
    assert first.record == second.record
    assert first.record.is_finished
    assert first.record.epochs_done == 3


def test_an_interrupted_run_goes_on(task: RunTask, trainer: FakeTrainer) -> None:
    def interrupt(config: TrainingConfig) -> None:
        raise KeyboardInterrupt

    trainer.during = interrupt
    with pytest.raises(KeyboardInterrupt):
        run(task)
    before = read_record(Path(task.path))
    assert before is not None
    assert not before.is_finished
    trainer.during = lambda config: None
    outcome = run(task)
    assert outcome.record.is_finished
    assert outcome.record.seconds > before.seconds > 0
    assert trainer.trained == [task.config, task.config]


def test_a_run_stops_at_its_deadline_and_goes_on_with_another(
    task: RunTask, trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("typilus.lab.exhibits.run_training.time.time", lambda: clock[0])
    trainer.during = lambda config: clock.__setitem__(0, 100.0)
    outcome = run(replace(task, deadline=50.0))
    assert outcome.measures is None
    assert outcome.reason == "the budget was spent after 0 of 3 epochs; the same command goes on"
    assert outcome.is_stopped
    assert run(replace(task, deadline=50.0)).reason == outcome.reason
    assert len(trainer.trained) == 1  # nothing is begun after the deadline
    assert run(replace(task, deadline=200.0)).measures is not None


def test_a_deadline_after_the_last_update_stops_nothing(
    task: RunTask, trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter([0.0, 0.0, 0.0, 100.0])
    monkeypatch.setattr("typilus.lab.exhibits.run_training.time.time", lambda: next(ticks))
    assert run(replace(task, deadline=50.0)).record.is_finished


@pytest.mark.parametrize("error", [TypilusError("too few files"), RuntimeError("out of memory")])
def test_what_fails_is_a_reason(task: RunTask, trainer: FakeTrainer, error: Exception) -> None:
    def fail(config: TrainingConfig) -> None:
        raise error

    trainer.during = fail
    outcome = run(task)
    assert outcome.measures is None
    assert outcome.reason == f"{type(error).__name__}: {error}"
    assert not outcome.is_stopped
    assert not outcome.record.is_finished


def test_a_real_run_is_trained_and_measured(small_corpus: Path, tmp_path: Path) -> None:
    config = TrainingConfig(**SETTINGS)  # type: ignore[arg-type]
    outcome = run(RunTask(small_corpus, "key", tmp_path, config, time.time() + 600))
    assert outcome.reason is None
    assert outcome.measures is not None
    assert outcome.measures.symbols > 0
    assert outcome.record.epochs_done == 1
    assert (outcome.folder / "model.safetensors").exists()
