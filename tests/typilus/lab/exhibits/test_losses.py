"""The similarity losses: rates chosen on one side, numbers of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory, made_up_measures
from typilus.lab.exhibits import losses
from typilus.lab.exhibits.exhibit_values import ExhibitResult
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings
from typilus.lab.exhibits.losses import COLUMNS, EXHIBIT, ROWS
from typilus.lab.exhibits.run_measures import RunMeasures
from typilus.neural import SIMILARITIES, TrainingConfig

BEST = {"space": 1e-3, "hinge": 2e-3, "neighbor": 4e-3, "contrastive": 2e-3}


def measure(folder: Path, corpus: Path, split: str, device: str, side: str) -> RunMeasures:
    """Validation tells the best rates of `BEST`; on the test side, the highest rates are the best."""
    config = TrainingConfig.from_json((folder / "config.json").read_text())
    if side == "test":
        return made_up_measures(50.0 + 1000 * config.learning_rate + config.seed)
    return made_up_measures(30.0 - 1000 * abs(config.learning_rate - BEST[config.similarity]))


def test_every_similarity_is_compared() -> None:
    assert {row.changes["similarity"] for row in ROWS} == set(SIMILARITIES.names)
    assert {row.changes["objective"] for row in ROWS} == {"typilus"}


def test_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = FakeTrainer()
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=60.0, seeds=2))
    lines = {line.name: line for line in result.lines}
    assert [*lines] == [*(row.name for row in ROWS), "look-up by name (ours)"]
    chosen = {row.changes["similarity"]: lines[row.name].cells[0].value for row in ROWS}
    assert chosen == pytest.approx({name: 1e4 * rate for name, rate in BEST.items()})
    neighbor = lines["neighbor (NCA)"].cells
    # 50 and 4 for the rate, and 0.5 for the mean of both seeds; groups follow at 1, criteria at 10.
    assert [cell.value for cell in neighbor[1:]] == pytest.approx([54.5, 64.5, 74.5, 55.5, 56.5])
    assert neighbor[1].error == pytest.approx(0.5)
    final = [config for config in trainer.trained if config.seed < 2]
    assert len(final) == 8
    assert len({(config.epochs, config.share) for config in final}) == 1
    assert "space 30.0 at 0.001, 29.0 at 0.002" in result.notes[2].replace("space 29.5 at 0.0005, ", "space ")
    assert len(EXHIBIT.draw(result).axes) == 2


def test_a_loss_that_could_not_be_tried_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(config: TrainingConfig) -> None:
        if config.similarity == "hinge":
            raise RuntimeError("out of memory")

    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, FakeTrainer(during=fail), measure, minutes=60.0))
    lines = {line.name: line for line in result.lines}
    hinge = lines["hinge (Eq. 3 as released)"]
    assert hinge.reason == "trying the rate 0.001: RuntimeError: out of memory"
    assert [cell.value for cell in hinge.cells] == [None] * (1 + len(COLUMNS))
    assert lines["contrastive"].cells[1].value is not None
    assert EXHIBIT.draw(result).axes


def test_the_best_rates_are_trained_when_all_rates_have_been_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("typilus.lab.exhibits.run_training.time.time", lambda: clock[0])
    monkeypatch.setattr("typilus.lab.exhibits.laboratory.time.time", lambda: clock[0])
    trainer = FakeTrainer(during=lambda config: clock.__setitem__(0, clock[0] + 150.0))

    def make() -> ExhibitResult:
        return EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=60.0))

    first = make()  # of the 1080 s that the trials may take, 8 take more than all
    assert all("the same command goes on" in str(line.reason) for line in first.lines)
    assert {config.seed for config in trainer.trained} == {1000}
    trainer.during = lambda config: None
    assert [line.reason for line in make().lines] == [None] * (len(ROWS) + 1)


def test_without_a_budget_nothing_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = FakeTrainer()
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, trainer, measure, minutes=0.0))
    assert trainer.trained == []
    assert all("the budget was spent" in str(line.reason) for line in result.lines)
    assert EXHIBIT.draw(result).axes


def test_real_runs_of_one_loss(small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses, "ROWS", ROWS[:1])
    small = {"hidden_size": 8, "embedding_size": 8, "steps": 1, "epochs": 1, "min_class_count": 1, "split": "project"}
    result = EXHIBIT.make(Laboratory(LaboratorySettings(small_corpus, tmp_path, 30.0, settings=small)))
    assert [line.reason for line in result.lines] == [None] * 2
    for trials in result.data["trials"].values():
        assert len(trials["rate"]) >= 3
    for run in (tmp_path / "runs").iterdir():
        side = "validation" if run.name.endswith("-s1000") else "test"
        assert {path.name for path in run.glob("measures*")} == {
            "measures.json" if side == "test" else "measures-validation.json"
        }
