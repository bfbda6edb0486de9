"""Rates are tried alike, on the validation side, and one step beyond an end that is the best."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, Measure, fake_laboratory, made_up_measures
from typilus.lab.exhibits.learning_rates import part_of_budget, try_rates
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.run_measures import RunMeasures
from typilus.neural import TrainingConfig

ROWS = tuple(ModelRow(name, {**TYPILUS.changes, "similarity": name}) for name in ("space", "hinge"))


def by_config(exact: Callable[[TrainingConfig], float], sides: list[str] | None = None) -> Measure:
    """Numbers that depend on the configuration. The sides that are asked for are noted."""

    def measure(folder: Path, corpus: Path, split: str, device: str, side: str) -> RunMeasures:
        if sides is not None:
            sides.append(side)
        return made_up_measures(exact(TrainingConfig.from_json((folder / "config.json").read_text())))

    return measure


def at_best(similarity_rates: dict[str, float]) -> Callable[[TrainingConfig], float]:
    """The nearer to the best rate of the loss, the better."""
    return lambda config: 50 - 1000 * abs(config.learning_rate - similarity_rates[config.similarity])


def test_the_best_rate_of_each_row_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer, sides = FakeTrainer(), list[str]()
    measure = by_config(at_best({"space": 2e-3, "hinge": 1e-4}), sides)
    space, hinge = try_rates(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=60.0), ROWS)
    assert list(space.outcomes) == [1e-3, 2e-3, 4e-3]
    assert list(hinge.outcomes) == [5e-4, 1e-3, 2e-3, 4e-3]  # the lowest was the best, so a lower one was tried
    assert (space.best, hinge.best) == (2e-3, 5e-4)
    assert hinge.best_row is not None
    assert hinge.best_row.changes == {**ROWS[1].changes, "learning_rate": 5e-4}
    assert set(sides) == {"validation"}
    assert part_of_budget([space, hinge]) == pytest.approx(7 / 40)


def test_the_highest_rate_may_be_the_best_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = by_config(lambda config: config.learning_rate)
    (tried,) = try_rates(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), measure, minutes=60.0), ROWS[:1])
    assert tried.best == 8e-3 == max(tried.outcomes)


def test_all_trials_have_the_same_seed_and_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer, measure = FakeTrainer(), by_config(lambda config: config.learning_rate)
    try_rates(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=60.0, seeds=3), ROWS)
    assert len(trainer.trained) == 8
    assert len({(config.seed, config.epochs, config.share) for config in trainer.trained}) == 1
    assert trainer.trained[0].seed not in range(3)  # no rate is chosen for a seed that is measured


def test_of_equal_rates_the_lowest_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = by_config(lambda config: 40.0 if config.learning_rate == 5e-4 else 50.0)
    (tried,) = try_rates(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), measure, minutes=60.0), ROWS[:1])
    assert tried.best == 1e-3


def test_the_ladder_stands_around_the_rate_of_all_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = by_config(lambda config: -abs(config.learning_rate - 0.25))
    laboratory = fake_laboratory(
        tmp_path, monkeypatch, FakeTrainer(), measure, minutes=60.0, settings={"learning_rate": 0.25}
    )
    (tried,) = try_rates(laboratory, ROWS[:1])
    assert list(tried.outcomes) == [0.125, 0.25, 0.5]


def test_a_trial_without_numbers_leaves_no_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(config: TrainingConfig) -> None:
        if (config.similarity, config.learning_rate) == ("space", 4e-3):
            raise RuntimeError("out of memory")

    trainer, measure = FakeTrainer(during=fail), by_config(at_best({"space": 2e-3, "hinge": 2e-3}))
    space, hinge = try_rates(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=60.0), ROWS)
    assert (space.best, space.best_row, space.beyond) == (None, None, None)
    assert space.reason == "trying the rate 0.004: RuntimeError: out of memory"
    assert list(space.exact) == [1e-3, 2e-3]
    assert hinge.best == 2e-3


def test_a_second_command_tries_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer, measure = FakeTrainer(), by_config(lambda config: config.learning_rate)
    first = try_rates(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=60.0), ROWS)
    count = len(trainer.trained)
    for minutes in (60.0, 0.0):
        again = try_rates(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=minutes), ROWS)
        assert [tried.best for tried in again] == [tried.best for tried in first]
    assert len(trainer.trained) == count
