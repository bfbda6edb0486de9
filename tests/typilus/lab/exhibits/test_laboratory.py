"""The engine: equal training for all rows, nothing trained twice, one row's failure no other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory, made_up_measures
from typilus.errors import CorpusError
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.paces import CorpusSize, Pace
from typilus.lab.exhibits.run_measures import RunMeasures
from typilus.neural import TrainingConfig

GRAPH = {"encoder": "graph"}
ROWS = (
    ModelRow("a", {**GRAPH, "objective": "space"}),
    ModelRow("b", {**GRAPH, "objective": "typilus"}),
    ModelRow("c", {"encoder": "abacus"}),
)


@pytest.fixture
def trainer() -> FakeTrainer:
    return FakeTrainer()


def test_all_rows_and_seeds_are_trained_alike_within_the_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer, minutes=5.0, seeds=2)
    outcomes = laboratory.run(ROWS)
    assert {(config.epochs, config.share) for config in trainer.trained} == {(2, 1.0)}  # 2 * 4 * 30 s of 0.85 * 300 s
    assert sorted((config.objective, config.seed) for config in trainer.trained) == [
        ("space", 0), ("space", 1), ("typilus", 0), ("typilus", 1),
    ]  # fmt: skip
    assert {config.split for config in trainer.trained} == {"file"}
    rate = outcomes[0].rate("exact", "all")
    assert rate is not None
    assert rate.value == 41.0  # of 40 and 42
    assert rate.error == pytest.approx(1.0)
    assert outcomes[0].effort.startswith("2 epochs")


def test_a_row_that_reads_less_of_a_file_makes_as_many_updates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    rows = (ModelRow("whole", GRAPH), ModelRow("names", {**GRAPH, "steps": 0}))
    fake_laboratory(tmp_path, monkeypatch, trainer).run(rows)
    assert {config.steps: config.batch_nodes for config in trainer.trained} == {6: 20_000, 0: 5_000}


def test_a_row_that_cannot_be_trained_says_why_and_the_others_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    outcomes = fake_laboratory(tmp_path, monkeypatch, trainer).run(ROWS)
    assert [outcome.reason is None for outcome in outcomes] == [True, True, False]
    assert "abacus" in str(outcomes[2].reason)
    assert outcomes[2].rate("exact", "all") is None
    assert outcomes[2].effort == ""


def test_a_row_that_fails_in_training_says_why_and_the_others_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    def fail(config: TrainingConfig) -> None:
        if config.objective == "space" and config.seed == 1:
            raise RuntimeError("out of memory")

    trainer.during = fail
    outcomes = fake_laboratory(tmp_path, monkeypatch, trainer, seeds=2).run(ROWS)
    assert outcomes[0].reason == "RuntimeError: out of memory"
    assert outcomes[0].measures == ()  # a mean of fewer seeds than asked for is none
    assert len(outcomes[1].measures) == 2


def test_a_row_whose_pace_cannot_be_measured_says_why_and_the_others_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer)

    def measure(corpus: Path, config: TrainingConfig, device: str) -> Pace:
        if config.objective == "space":
            raise RuntimeError("out of memory")
        return Pace(0.0, 0.03, 0.0)

    monkeypatch.setattr("typilus.lab.exhibits.paces._measure", measure)
    outcomes = laboratory.run(ROWS)
    assert outcomes[0].reason == "RuntimeError: out of memory"
    assert outcomes[1].measures


def test_a_side_without_files_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer)
    monkeypatch.setattr("typilus.lab.exhibits.paces.CorpusSize.of", lambda corpus, split: CorpusSize(0, 0, 0.0))
    with pytest.raises(CorpusError, match="no labeled file on the training side"):
        laboratory.run(ROWS)


def test_another_exhibit_takes_what_has_been_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    fake_laboratory(tmp_path, monkeypatch, trainer).run(ROWS[:2])
    count = len(trainer.trained)
    (outcome,) = fake_laboratory(tmp_path, monkeypatch, trainer, minutes=0.0).run([ROWS[1]])
    assert len(trainer.trained) == count == 2
    assert outcome.measures


def test_rows_that_are_the_same_are_trained_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    outcomes = fake_laboratory(tmp_path, monkeypatch, trainer).run([ROWS[1], TYPILUS])
    assert len(trainer.trained) == 1
    assert outcomes[0].measures == outcomes[1].measures != ()


def test_an_interrupted_exhibit_goes_on_with_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    def interrupt(config: TrainingConfig) -> None:
        if config.objective == "typilus":
            raise KeyboardInterrupt

    trainer.during = interrupt
    with pytest.raises(KeyboardInterrupt):
        fake_laboratory(tmp_path, monkeypatch, trainer).run(ROWS)
    before, trainer.during = list(trainer.trained), lambda config: None
    outcomes = fake_laboratory(tmp_path, monkeypatch, trainer).run(ROWS)
    assert trainer.trained[len(before) :] == before[-1:]
    assert outcomes[0].measures
    assert outcomes[1].measures


def test_measuring_takes_nothing_from_the_budget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer)
    clock = [0.0]
    monkeypatch.setattr("typilus.lab.exhibits.run_training.time.time", lambda: clock[0])

    def measure_for_an_hour(*_: object) -> RunMeasures:
        clock[0] += 3600.0
        return made_up_measures()

    monkeypatch.setattr("typilus.lab.exhibits.run_training.measure_run", measure_for_an_hour)
    assert all(outcome.measures for outcome in laboratory.run(ROWS[:2]))


def test_a_run_that_cannot_be_measured_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer)

    def fail(*_: object) -> RunMeasures:
        raise CorpusError("damaged")

    monkeypatch.setattr("typilus.lab.exhibits.run_training.measure_run", fail)
    (outcome,) = laboratory.run([TYPILUS])
    assert outcome.reason == "CorpusError: damaged"
    assert outcome.runs[0].record.is_finished


def test_without_a_budget_nothing_is_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    (outcome,) = fake_laboratory(tmp_path, monkeypatch, trainer, minutes=0.0).run([TYPILUS])
    assert trainer.trained == []
    assert "the budget was spent" in str(outcome.reason)


def test_settings_of_the_user_are_those_of_all_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainer: FakeTrainer
) -> None:
    laboratory = fake_laboratory(tmp_path, monkeypatch, trainer, settings={"steps": 3, "split": "project"})
    laboratory.run(ROWS)
    assert {(config.steps, config.split) for config in trainer.trained} == {(3, "project")}
    assert laboratory.facts["split"] == "by project"
    assert laboratory.facts["settings"] == "steps=3"


def test_a_corpus_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no shards"):
        Laboratory(LaboratorySettings(tmp_path, tmp_path / "lab", 1.0))


def test_two_workers_train_what_one_would(small_corpus: Path, tmp_path: Path) -> None:
    small = {"hidden_size": 8, "embedding_size": 8, "steps": 1, "epochs": 1, "min_class_count": 1, "split": "project"}
    numbers = []
    for workers in (1, 2):
        settings = LaboratorySettings(
            small_corpus, tmp_path / str(workers), 5.0, workers=workers, settings=small, seeds=2
        )
        (outcome,) = Laboratory(settings).run([TYPILUS])
        assert outcome.reason is None
        numbers.append([measures.rates for measures in outcome.measures])
    assert numbers[0] == numbers[1]
