"""Whole files from erasing to verdicts, with the small model and a checker by rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.judging.rule_checker import RuleChecker
from tests.typilus.lab.experiments.whole_files.small_project import SHOP
from typilus import api
from typilus.checking.checker_choice import CheckerChoice
from typilus.errors import CorpusError
from typilus.lab.experiments.whole_files import files_experiment
from typilus.lab.experiments.whole_files.files_experiment import FilesSettings, run_files_experiment

SETTINGS = FilesSettings(("ranking", "joint"), files=2, checker="rules", strict=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    checker = CheckerChoice(RuleChecker("never"), "for a test")
    monkeypatch.setattr(files_experiment, "choose_checker", lambda *_: checker)
    root = tmp_path / "shops"
    root.mkdir()
    for name in ("one", "two", "three"):
        (root / f"{name}.py").write_text(SHOP)
    (root / "plain.py").write_text("def f(x): ...\n")
    return root


def test_each_strategy_has_an_outcome_for_each_file(project: Path, model_folder: Path, tmp_path: Path) -> None:
    told: list[str] = []
    log = tmp_path / "report" / "files.jsonl"
    predictor = api.load(model_folder)
    outcomes = run_files_experiment(predictor, [project], SETTINGS, log, told.append)
    assert [outcome.strategy for outcome in outcomes] == ["ranking", "joint"] * 2
    for outcome in outcomes:
        assert outcome.passes
        assert outcome.strict is None
        assert (outcome.places, outcome.truths, outcome.annotated) == (8, 8, 8)
    again = run_files_experiment(predictor, [project], SETTINGS, log)
    assert again == outcomes, "what is done is not done again"


def test_a_log_of_other_settings_is_refused(project: Path, model_folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "files.jsonl"
    log.write_text('{"experiment": "another"}\n')
    with pytest.raises(CorpusError, match="is of another experiment"):
        run_files_experiment(api.load(model_folder), [project], SETTINGS, log)
