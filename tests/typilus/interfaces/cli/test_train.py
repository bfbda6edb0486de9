"""`typilus train`: what settings are, what is refused before anything is read, and how an interrupted run goes on."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.typilus.lab.small_runs import SETTINGS
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.neural import TrainingConfig

SMALL = [part for name, value in SETTINGS.items() for part in ("--set", f"{name}={value}")]


def config_of(run: Path) -> dict[str, object]:
    config: dict[str, object] = json.loads((run / "config.json").read_text())
    return config


def test_options_come_before_the_file_and_the_file_before_defaults(
    small_corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.json"
    file.write_text(json.dumps({**SETTINGS, "hidden_size": 4, "seed": 9}))
    command = ["train", str(small_corpus), str(tmp_path / "run"), "--config", str(file), "--set", "hidden_size=6"]
    assert main(command) == ExitCode.OK
    config = config_of(tmp_path / "run")
    assert (config["hidden_size"], config["seed"], config["embedding_size"]) == (6, 9, 8)
    assert config["margin"] == TrainingConfig().margin
    err = capfd.readouterr().err
    assert err.endswith(f"Trained. A model that predicts: typilus index {tmp_path / 'run'} {small_corpus}\n")
    assert "epoch 1  loss " in err
    assert "validation loss " in err


class Interrupted(io.StringIO):
    """Standard error of somebody who presses Ctrl-C at the first report."""

    def write(self, text: str) -> int:
        if "loss" in text and "loss" not in self.getvalue():
            super().write(text)
            raise KeyboardInterrupt
        return super().write(text)


def test_an_interrupted_run_goes_on_to_the_same_network(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost: the network is the one that no interruption would have given."""
    settings = [*SMALL, "--set", "epochs=2"]
    command = ["train", str(small_corpus), str(tmp_path / "run"), *settings]
    err = Interrupted()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", err)
        assert main(command) == ExitCode.INTERRUPTED
    assert err.getvalue().endswith("typilus: the state is kept; the same command goes on\ntypilus: interrupted\n")
    assert main(command) == ExitCode.OK
    assert main(["train", str(small_corpus), str(tmp_path / "whole"), *settings]) == ExitCode.OK
    networks = [(tmp_path / name / "model.safetensors").read_bytes() for name in ("run", "whole")]
    assert networks[0] == networks[1]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--set", "steps"], "--set steps: write NAME=VALUE; --list-settings shows the names"),
        (["--set", "stepz=1", "--set", "beta=2"], "no such setting: beta, stepz; --list-settings lists them all"),
        (["--config", "list.json"], "list.json: holds no JSON object of settings"),
        (["--config", "torn.json"], "torn.json: not a readable JSON file"),
        (["--config", "nowhere.json"], "nowhere.json: not a readable JSON file"),
        (["--config", "odd.json"], "no such setting: stepz"),
        (["--device", "abacus"], "--device abacus: cannot be used here"),
        (["--set", "encoder=other"], "other"),
        (["--set", "objective=other"], "other"),
    ],
)
def test_wrong_settings_make_no_run(
    arguments: list[str],
    reason: str,
    small_corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"list": "[1]", "torn": '{"steps": ', "odd": '{"stepz": 3}'}.items():
        Path(f"{name}.json").write_text(text)
    assert main(["train", str(small_corpus), "run", *arguments]) == ExitCode.USAGE
    assert reason in capfd.readouterr().err
    assert not Path("run").exists()


def test_no_corpus(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(tmp_path / "nowhere"), str(tmp_path / "run"), *SMALL]) == ExitCode.USAGE
    assert "nowhere" in capfd.readouterr().err


def test_settings_are_listed_as_a_file_that_can_be_given(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--list-settings"]) == ExitCode.OK
    out = capfd.readouterr().out
    assert TrainingConfig.from_json(out, "listed") == TrainingConfig()


@pytest.mark.parametrize(("first", "prog"), [("ranking", "typilus train ranking"), ("corpus", "typilus train")])
def test_ranking_is_a_command_and_another_word_a_corpus(
    first: str, prog: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", first, "--help"]) == ExitCode.OK
    assert capfd.readouterr().out.startswith(f"usage: {prog} [-h]")
