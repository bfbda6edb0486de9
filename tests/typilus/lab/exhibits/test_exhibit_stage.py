"""A stage has a part of the budget, seeds, a side and an amount of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory, made_up_measures
from typilus.lab.exhibits.exhibit_stage import Stage
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.run_measures import RunMeasures
from typilus.lab.exhibits.training_plan import Amount

ROWS = (ModelRow("a", {"objective": "space"}), ModelRow("b", {"objective": "typilus"}))


@pytest.fixture
def trainer() -> FakeTrainer:
    return FakeTrainer()


def test_a_stage_has_a_part_of_the_budget_and_seeds_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    sides = []

    def measure(folder: Path, corpus: Path, split: str, device: str, side: str) -> RunMeasures:
        sides.append(side)
        return made_up_measures()

    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=10.0)
    laboratory.run(ROWS, Stage(part=0.25, seeds=(7,), side="validation"))
    assert {(config.epochs, config.share, config.seed) for config in trainer.trained} == {(2, 1.0, 7)}
    laboratory.run(ROWS[:1], Stage(amount=Amount(1, 0.5)))
    assert (trainer.trained[-1].epochs, trainer.trained[-1].share, trainer.trained[-1].seed) == (1, 0.5, 0)
    assert sides == ["validation", "validation", "test"]


def test_the_deadline_is_that_of_the_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer, minutes=10.0)
    clock = [0.0]
    monkeypatch.setattr("typilus.lab.exhibits.run_training.time.time", lambda: clock[0])
    trainer.during = lambda config: clock.__setitem__(0, clock[0] + 200.0)
    assert "budget was spent" in str(laboratory.run([TYPILUS], Stage(part=0.25))[0].reason)
    assert laboratory.run([TYPILUS])[0].reason is None
