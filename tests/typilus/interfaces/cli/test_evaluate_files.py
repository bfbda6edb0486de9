"""`typilus evaluate files` as people meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.judging.rule_checker import RuleChecker
from tests.typilus.lab.experiments.whole_files.small_project import SHOP
from typilus.checking.checker_choice import CheckerChoice
from typilus.interfaces.cli import main
from typilus.lab.experiments.whole_files import files_experiment


def test_a_table_and_json(
    tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")
    checker = CheckerChoice(RuleChecker("never"), "for a test")
    monkeypatch.setattr(files_experiment, "choose_checker", lambda *_: checker)
    root = tmp_path / "shops"
    root.mkdir()
    (root / "shop.py").write_text(SHOP)
    command = ["evaluate", "files", str(root), "--model", str(model_folder), "--no-strict"]
    command += ["--strategies", "ranking,joint", "--report", str(tmp_path / "report")]
    assert main(command) == 0
    assert "ranking" in capfd.readouterr().out
    assert main([*command, "--format", "json"]) == 0
    scores = json.loads(capfd.readouterr().out)
    assert [(score["strategy"], score["files"], score["passes"]) for score in scores] == [
        ("ranking", 1, 100.0),
        ("joint", 1, 100.0),
    ]


def test_bad_input(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "files", str(tmp_path / "none")]) == 2
    assert "is no folder" in capfd.readouterr().err
    assert main(["evaluate", "files", str(tmp_path), "--strategies", "luck"]) == 2
    assert "'luck' is not one of ranking, joint" in capfd.readouterr().err
