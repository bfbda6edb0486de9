"""`typilus corpus texts` and `typilus train infiller`: from a built corpus to a model that llama.cpp reads."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.corpus.shards import write_shard

SMALL = [f"{name}={value}" for name, value in dataclasses.asdict(CONFIG).items() if not isinstance(value, bool)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one training project."""
    folder = tmp_path / "corpus"
    (folder / "shards").mkdir(parents=True)
    write_shard(folder / "shards" / "shop-000.shard", [labeled_file("shop/prices.py", "x:int")])
    (folder / "sources" / "shop-1.0" / "shop").mkdir(parents=True)
    (folder / "sources" / "shop-1.0" / "shop" / "prices.py").write_text(SHOP, encoding="utf-8")
    sides: dict[str, list[str]] = {"train": ["shop"], "validation": [], "test": []}
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    (folder / "report.json").write_text(json.dumps({"projects": [{"name": "shop", "version": "1.0"}]}))
    return folder


def test_a_corpus_becomes_a_model(corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "texts", str(corpus)]) == ExitCode.OK
    assert f"train: 1 files, {len(SHOP):,} characters" in capfd.readouterr().err
    run, file = tmp_path / "run", tmp_path / "model.gguf"
    command = ["train", "infiller", str(corpus), str(run), "--device", "cpu", "--gguf", str(file), "--set", *SMALL]
    assert main(command) == ExitCode.OK
    shown = capfd.readouterr().err
    assert "4 crops of 1 files; 0 for validation" in shown
    assert "12/12  epoch" in shown
    assert f"Trained. Ask it: --infill own:{run}" in shown
    assert file.read_bytes()[:4] == b"GGUF"
    assert main([*command[:-1], "seed=5"]) == ExitCode.USAGE
    assert "contains a run with other settings" in capfd.readouterr().err


def test_what_cannot_start_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "texts", str(tmp_path)]) == ExitCode.USAGE
    assert "splits.json: cannot be read" in capfd.readouterr().err
    assert main(["train", "infiller", str(tmp_path), str(tmp_path / "run")]) == ExitCode.USAGE
    assert "run `typilus corpus texts` first" in capfd.readouterr().err
    assert main(["train", "infiller", str(tmp_path), str(tmp_path), "--set", "depth=3"]) == ExitCode.USAGE
    assert "they are layers" in capfd.readouterr().err
