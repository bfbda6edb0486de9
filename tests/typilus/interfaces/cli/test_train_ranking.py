"""`typilus evaluate joined` and `typilus train ranking` on a small corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.corpus.shards import write_shard
from typilus.ranking import load_ranker, ranking_notes

SHOP = """\
class Till:
    pass


def label(text: str, width: int = 3, till: Till | None = None) -> str:
    wide = text.ljust(width)
    return wide
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus whose validation side is two projects of one file."""
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "corpus"
    (folder / "shards").mkdir(parents=True)
    for name in ("shop", "market"):
        write_shard(folder / "shards" / f"{name}-000.shard", [labeled_file(f"{name}/prices.py", "x:int")])
        place = folder / "sources" / f"{name}-1.0" / name
        place.mkdir(parents=True)
        (place / "__init__.py").write_text("")
        (place / "prices.py").write_text(SHOP)
    sides: dict[str, list[str]] = {"train": [], "validation": ["shop", "market"], "test": []}
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    return folder


def test_measured_learned_and_used(
    corpus: Path, model_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["evaluate", "joined", str(corpus), "--model", str(model_folder), "--side", "validation"]
    reports = [tmp_path / "project", tmp_path / "alone"]
    assert main([*command, "--report", str(reports[0])]) == ExitCode.OK
    assert main([*command, "--alone", "--report", str(reports[1])]) == ExitCode.OK
    shown = capfd.readouterr()
    assert "typespace" in shown.out
    assert "8 of 2000: shop shop/prices.py: 4 symbols" in shown.err
    plain = json.loads((reports[0] / "joined.json").read_text())
    assert plain[-1]["name"] == "joined, with the project"
    assert plain[-1]["groups"]["all"]["count"] == 8

    trees = tmp_path / "ranking.safetensors"
    assert main(["train", "ranking", *map(str, reports), "--steps", "--out", str(trees)]) == ExitCode.OK
    assert "+ name" in capfd.readouterr().out
    symbols = {"file alone": 8, "with the project": 8}
    assert ranking_notes(trees) == {"symbols": symbols, "projects": ["market", "shop"]}
    load_ranker(trees)


def test_training_needs_reports(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "ranking", str(tmp_path)]) == ExitCode.USAGE
    assert "it is made by `typilus evaluate joined`" in capfd.readouterr().err
