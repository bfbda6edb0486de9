"""`typilus evaluate checkers`: the whole experiment on a small project, with mypy; and what cannot be asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.checking.real_checkers import installed
from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.checking.mypy import MypyChecker
from typilus.checking.pytype import PytypeChecker
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.corpus.shards import write_shard

SHOP = """\
def label(text: str, width: int = 3) -> str:
    wide = text.ljust(width)
    return wide


def area(width, height):
    return width * height
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus whose test side is one project of one file, which mypy accepts."""
    folder = tmp_path / "corpus"
    (folder / "shards").mkdir(parents=True)
    write_shard(folder / "shards" / "shop-000.shard", [labeled_file("shop/prices.py", "x:int")])
    place = folder / "sources" / "shop-1.0" / "shop"
    place.mkdir(parents=True)
    (place / "__init__.py").write_text("")
    (place / "prices.py").write_text(SHOP)
    sides: dict[str, list[str]] = {"train": [], "validation": [], "test": ["shop"]}
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    return folder


def test_mypy_judges_every_top_prediction(
    corpus: Path, model_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda _: installed(MypyChecker).executable)
    report = tmp_path / "report"
    command = ["evaluate", "checkers", str(corpus), "--checkers", "mypy", "--model", str(model_folder)]
    assert main([*command, "--report", str(report)]) == ExitCode.OK
    shown = capfd.readouterr()
    assert "none → τ" in shown.out
    (result,) = json.loads((report / "checkers.json").read_text())
    judged = result["overall"]["judged"]
    assert 5 <= judged <= 7  # of all symbols those of which anything can be said
    assert f"mypy: {judged} of 2500: shop shop/prices.py: {judged}" in shown.err
    assert result["files"] == 1
    assert len((report / "mypy.jsonl").read_text().splitlines()) == 2


def test_a_checker_that_is_not_installed(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda _: None)
    assert main(["evaluate", "checkers", str(corpus), "--checkers", PytypeChecker.spec.name]) == ExitCode.USAGE
    assert "pytype is not installed; pip install 'typilus[pytype]'" in capfd.readouterr().err


def test_the_other_form_of_evaluate_still_means_a_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path / "checkers"), str(tmp_path)]) == ExitCode.NO_MODEL
    assert main(["evaluate", "checkers", "--help"]) == ExitCode.OK
    assert "usage: typilus evaluate checkers" in capfd.readouterr().out
    assert main(["evaluate", "--help"]) == ExitCode.OK
    assert "usage: typilus evaluate [" in capfd.readouterr().out
