"""`train`, `index`, `evaluate`, then `predict` with what came of them: the whole path on a corpus of four projects."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from tests.typilus.small_model import learned_files
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.corpus.shards import write_shard
from typilus.lab.model_building.model_card import main as write_card
from typilus.models.loading import load_predictor
from typilus.models.manifest import MODEL_FILES, check
from typilus.typespace import load_map, read_notes

SETTINGS = ("hidden_size=8", "embedding_size=8", "steps=2", "epochs=1", "min_class_count=1")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "shards").mkdir()
    sides: dict[str, list[str]] = {"train": [], "validation": [], "test": []}
    for number, file in enumerate(learned_files()):
        project = f"p{number}"
        sides[("train", "validation", "test", "train")[number]].append(project)
        place = f"{project}/{Path(file.path).name}"
        write_shard(
            folder / "shards" / f"{project}-000.shard", [dataclasses.replace(file, project=project, path=place)]
        )
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    return folder


@pytest.fixture(scope="module")
def run(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "first"
    settings = [part for setting in SETTINGS for part in ("--set", setting)]
    assert main(["train", str(corpus), str(folder), *settings]) == 0
    return folder


def test_training_reports_and_keeps_a_network(run: Path) -> None:
    assert (run / "model.safetensors").exists()
    assert json.loads((run / "config.json").read_text())["hidden_size"] == 8


def test_index_makes_a_model_that_predicts(
    run: Path, corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    command = ["index", str(run), str(corpus), "--out", str(out), "--markers", "60", "--bits", "4", "--half"]
    assert main(command) == 0
    shown = capfd.readouterr().out
    assert "all markers" in shown
    assert "4 bits" in shown
    check(out)
    assert {path.name for path in out.iterdir()} == {*MODEL_FILES, "manifest.json"}
    assert 0 < len(load_map(out / "type_map.safetensors")) <= 60
    assert {"rule", "project_rule", "settings", "condensed"} <= set(read_notes(out / "type_map.safetensors"))
    source = tmp_path / "shop.py"
    source.write_text("def f(path): return path\n")
    assert main(["predict", str(source), "--model", str(out), "--format", "jsonl"]) == 0
    assert json.loads(capfd.readouterr().out)["symbols"][1]["candidates"]


def test_index_learns_to_match_definitions(
    run: Path, corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    assert main(["index", str(run), str(corpus), "--out", str(out), "--markers", "60", "--definitions", "3"]) == 0
    assert "temperature" in capfd.readouterr().err
    assert load_predictor(out).matcher is not None
    assert main(["index", str(run), str(corpus), "--out", str(out), "--markers", "60"]) == 0
    assert load_predictor(out).matcher is None


def test_index_in_place_keeps_the_network(run: Path, corpus: Path) -> None:
    before = (run / "model.safetensors").read_bytes()
    assert main(["index", str(run), str(corpus), "--bits", "32"]) == 0
    assert (run / "model.safetensors").read_bytes() == before
    check(run)


def test_evaluate_shows_the_rows(run: Path, corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(run), str(corpus), "--report", str(tmp_path / "report")]) == 0
    shown = capfd.readouterr().out
    assert "look-up" in shown
    assert "typilus" in shown
    assert list((tmp_path / "report").iterdir())


def test_the_model_card_says_what_was_measured(run: Path, corpus: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    assert main(["index", str(run), str(corpus), "--out", str(model)]) == 0
    assert main(["evaluate", str(model), str(corpus), "--report", str(tmp_path)]) == 0
    project = {"name": "p0", "version": "1.0", "licence": "MIT", "field": "web", "split": "train", "labels": 1234}
    (corpus / "report.json").write_text(json.dumps({"files": 4, "labels": 5678, "projects": [project]}))
    rates = {"exact": 61.26, "top5": 80.0, "count": 1234}
    groups = dict.fromkeys(("all", "user-defined", "parameter", "return", "variable", "attribute"), rates)
    rows = [
        {"name": name, "groups": groups, "calibration_error": 0.0301} for name in ("name alone", "joined, it alone")
    ]
    (tmp_path / "joined.json").write_text(json.dumps(rows))
    reports = [str(tmp_path / "results.json"), str(tmp_path / "joined.json")]
    write_card([str(model), str(corpus), *reports, "--command", "typilus train a b"])
    card = (model / "MODEL_CARD.md").read_text()
    measured = json.loads((tmp_path / "results.json").read_text())[0]["scores"]["typilus"]["top1"]["all"]["exact"]
    assert "| p0 | 1.0 | MIT | web | train | 1,234 |" in card
    assert f"| by project, the file alone (test) | typilus | {measured:.1f} |" in card
    assert f"\n| it alone | {'61.3 | ' * 6}80.0 | 0.030 | 1,234 |\n" in card
    assert "name alone" not in card
    assert "hidden size 8" in card
    assert "typilus train a b" in card
    check(model)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--set", "hidden"], "NAME=VALUE"),
        (["--set", "hiden_size=3"], "no such setting: hiden_size"),
        (["--config", "nowhere.json"], "nowhere.json: not a readable JSON file"),
        (["--device", "abacus"], "--device abacus: cannot be used"),
    ],
)
def test_wrong_settings(
    corpus: Path, tmp_path: Path, arguments: list[str], reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(corpus), str(tmp_path / "run"), *arguments]) == ExitCode.USAGE
    assert reason in capfd.readouterr().err


def test_settings_from_a_file(run: Path, corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The same run with the same settings is finished; with others it is refused."""
    settings = dict(setting.split("=") for setting in SETTINGS)
    config = tmp_path / "config.json"
    config.write_text(json.dumps({name: int(value) for name, value in settings.items()}))
    assert main(["train", str(corpus), str(run), "--config", str(config)]) == 0
    assert main(["train", str(corpus), str(run), "--config", str(config), "--set", "steps=3"]) == ExitCode.USAGE
    assert "another configuration" in capfd.readouterr().err


def test_settings_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--list-settings"]) == 0
    assert json.loads(capfd.readouterr().out)["hidden_size"] > 0


def test_no_corpus(run: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["index", str(run), str(tmp_path)]) == ExitCode.USAGE
    assert main(["evaluate", str(tmp_path), str(tmp_path)]) == ExitCode.NO_MODEL
    assert main(["corpus", "build", str(tmp_path / "c"), "--manifest", str(tmp_path / "none.json")]) == ExitCode.USAGE
    assert capfd.readouterr().err.count("typilus: ") == 3
