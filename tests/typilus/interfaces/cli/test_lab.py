"""`typilus lab EXHIBIT`: from a corpus to a table, files and a picture; and what cannot be asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.exhibits import EXHIBIT_NAMES

SMALL = [
    word
    for text in ("hidden_size=8", "embedding_size=8", "steps=1", "epochs=1", "min_class_count=1", "split=project")
    for word in ("--set", text)
]


def test_a_table_of_a_real_run(small_corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = ["lab", "table3", "--corpus", str(small_corpus), "--into", str(tmp_path), "--budget", "5", *SMALL]
    assert main(command) == ExitCode.OK
    shown = capfd.readouterr()
    assert "exact match" in shown.out
    assert "43.5" in shown.out  # the paper's
    assert "runs: 1, epochs of each: 1" in shown.err
    assert f"wrote {tmp_path / 'table3-by-project.png'}" in shown.err
    result = json.loads((tmp_path / "table3-by-project.json").read_text("utf-8"))
    assert result["lines"][0]["cells"][1]["value"] is not None
    assert main([*command[:6], "--budget", "0", *SMALL]) == ExitCode.OK  # what has been trained is there
    assert json.loads((tmp_path / "table3-by-project.json").read_text("utf-8"))["lines"] == result["lines"]


def test_without_matplotlib_it_says_so(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("typilus.lab.exhibits.exhibit_files.find_spec", lambda name: None)
    monkeypatch.setenv("COLUMNS", "200")  # a terminal in which a reason has one line
    command = ["lab", "table3", "--corpus", str(small_corpus), "--into", str(tmp_path), "--budget", "0", *SMALL]
    assert main(command) == ExitCode.OK
    shown = capfd.readouterr()
    assert "no picture: matplotlib is not installed; pip install 'typilus[notebook]'" in shown.err
    assert "not run: the budget was spent" in shown.out


def test_a_corpus_that_is_none(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "table2", "--corpus", str(tmp_path), "--into", str(tmp_path)]) == ExitCode.USAGE
    assert "holds no shards" in capfd.readouterr().err


def test_a_setting_that_is_none(small_corpus: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = ["lab", "table2", "--corpus", str(small_corpus), "--into", str(tmp_path), "--budget", "0"]
    assert main([*command, "--set", "shoe_size=42"]) == ExitCode.USAGE
    assert "there is no setting shoe_size" in capfd.readouterr().err
    assert main([*command, "--set", "split=month"]) == ExitCode.USAGE
    assert "split is 'month'" in capfd.readouterr().err


def test_an_exhibit_that_is_none(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "table9", "--corpus", "a", "--into", "b"]) == ExitCode.USAGE
    assert "table2" in capfd.readouterr().err


def test_help_names_every_exhibit(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "--help"]) == ExitCode.OK
    text = capfd.readouterr().out
    assert all(f"  {name} " in text and summary in text for name, summary in EXHIBIT_NAMES.items())
