"""`train`, `index`, `evaluate`, then `predict` with what came of them: the whole path on a corpus of four projects."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.typilus.lab.small_runs import SETTINGS
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.model_building.model_card import model_card
from typilus.models.loading import load_predictor
from typilus.models.manifest import MODEL_FILES, check
from typilus.typespace import load_map, read_notes


@pytest.fixture(scope="module")
def corpus(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(small_corpus, tmp_path_factory.mktemp("corpora") / "small")


@pytest.fixture(scope="module")
def run(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "first"
    settings = [part for name, value in SETTINGS.items() for part in ("--set", f"{name}={value}")]
    assert main(["train", str(corpus), str(folder), *settings]) == 0
    return folder


@pytest.fixture(scope="module")
def report(run: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `evaluate` wrote, and in `shown.txt` what it printed."""
    folder, shown = tmp_path_factory.mktemp("report"), io.StringIO()
    with contextlib.redirect_stdout(shown):
        assert main(["evaluate", str(run), str(corpus), "--report", str(folder)]) == 0
    (folder / "shown.txt").write_text(shown.getvalue())
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


@pytest.mark.parametrize("encoder", ["path", "sequence", "transformer"])
def test_any_encoder_is_trained_indexed_and_measured_and_predicts(
    corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], encoder: str
) -> None:
    run = tmp_path / "run"
    chosen = {**SETTINGS, "encoder": encoder, "node_limit": 200}
    settings = [part for name, value in chosen.items() for part in ("--set", f"{name}={value}")]
    assert main(["train", str(corpus), str(run), *settings]) == 0
    assert main(["index", str(run), str(corpus), "--definitions", "2"]) == 0
    assert main(["evaluate", str(run), str(corpus)]) == 0
    assert load_predictor(run).matcher is not None
    source = tmp_path / "shop.py"
    source.write_text("class Shop: pass\n\n\ndef f(path): return path\n")
    capfd.readouterr()
    assert main(["predict", str(source), "--model", str(run), "--format", "jsonl"]) == 0
    candidates = json.loads(capfd.readouterr().out)["symbols"][1]["candidates"]
    assert "typespace" in {candidate["source"] for candidate in candidates}


def test_index_learns_to_match_definitions(
    run: Path, corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    assert main(["index", str(run), str(corpus), "--out", str(out), "--markers", "60", "--definitions", "3"]) == 0
    assert "temperature" in capfd.readouterr().err
    assert load_predictor(out).matcher is not None
    assert main(["index", str(run), str(corpus), "--out", str(out), "--markers", "60"]) == 0
    assert load_predictor(out).matcher is None


def test_evaluate_shows_and_keeps_the_rows(report: Path) -> None:
    shown = (report / "shown.txt").read_text()
    assert "look-up" in shown
    assert "typilus" in shown
    assert {"results.json", "results.md"} <= {path.name for path in report.iterdir()}


def test_the_model_card_reads_what_evaluate_measured(run: Path, corpus: Path, report: Path) -> None:
    (corpus / "report.json").write_text(json.dumps({"files": 4, "labels": 5678, "projects": []}))
    measured = json.loads((report / "results.json").read_text())[0]["scores"]["typilus"]["top1"]["all"]["exact"]
    assert main(["index", str(run), str(corpus)]) == 0
    card = model_card(run, corpus, [report / "results.json"], [])
    assert f"| by project, the file alone (test) | typilus | {measured:.1f} |" in card


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--set", "hidden"], "NAME=VALUE"),
        (["--set", "hiden_size=3"], "no such setting: hiden_size"),
        (["--set", "split=sideways"], "split is 'sideways', not one of"),
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
    config = tmp_path / "config.json"
    config.write_text(json.dumps(SETTINGS))
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
