"""Both checkers judge the predictions of a trained run, which is made a model first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.checked_shops import checked_laboratory
from typilus.lab.exhibits import checker_trials
from typilus.lab.exhibits.checker_trials import run_checker_trials
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings
from typilus.lab.exhibits.model_rows import TYPILUS
from typilus.lab.experiments.checkers import Relation, Tally


def test_verdicts_and_relations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trials = run_checker_trials(checked_laboratory(tmp_path, monkeypatch))
    assert {name: summary.overall for name, summary in trials.summaries().items()} == {
        "mypy": Tally(12, 8), "pytype": Tally(12, 8),
    }  # fmt: skip
    assert trials.relations["mypy"][Relation.SUPERTYPE] == Tally(2, 0)  # float for int, in both files
    assert trials.reasons == {}


def test_verdicts_are_kept_beside_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run_checker_trials(checked_laboratory(tmp_path, monkeypatch))
    logs = sorted(path.name for path in first.outcome.runs[0].folder.glob("*.jsonl"))
    assert logs == ["checked-mypy.jsonl", "checked-pytype.jsonl"]
    laboratory = checked_laboratory(tmp_path, monkeypatch)
    monkeypatch.setattr("typilus.lab.experiments.checkers.checker_experiment.build_trials", None)
    assert run_checker_trials(laboratory).results == first.results


def test_a_checker_that_is_not_installed_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trials = run_checker_trials(checked_laboratory(tmp_path, monkeypatch, has_pytype=False))
    assert list(trials.results) == ["mypy"]
    assert trials.reasons == {"pytype": "pytype is not installed; pip install 'typilus[pytype]'"}


def test_without_a_run_nobody_judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trials = run_checker_trials(checked_laboratory(tmp_path, monkeypatch, minutes=0.0))
    assert trials.results == {}
    assert "budget" in trials.reasons["mypy"]


def test_a_run_is_made_a_model_that_votes_alone(small_corpus: Path, tmp_path: Path) -> None:
    small = {"hidden_size": 8, "embedding_size": 8, "steps": 1, "epochs": 1, "min_class_count": 1, "split": "project"}
    laboratory = Laboratory(LaboratorySettings(small_corpus, tmp_path, 5.0, settings=small))
    (outcome,) = laboratory.run([TYPILUS])
    folder = outcome.runs[0].folder
    predictor = checker_trials._predictor(folder, laboratory)
    (tmp_path / "shop.py").write_text("def label(text: str) -> str: ...\n")
    sources = {best.source for symbol in predictor.predict(tmp_path / "shop.py") if (best := symbol.best)}
    assert sources == {"typespace"}
    written = (folder / "model" / "manifest.json").stat().st_mtime_ns
    checker_trials._predictor(folder, laboratory)
    assert (folder / "model" / "manifest.json").stat().st_mtime_ns == written
