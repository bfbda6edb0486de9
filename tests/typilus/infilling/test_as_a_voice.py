"""A real, tiny and random model asked through the command line: whatever it says is no more than a voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.recommenders.contract import check_file
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode

TEXT = "def size(items, zorkmid):\n    count = len(items)\n    return count\n"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "sizes.py"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize("backend", ["gguf", "transformers"])
def test_a_random_model_adds_types_or_nothing(
    source: Path,
    model_folder: Path,
    tiny_gguf: Path,
    tiny_folder: Path,
    backend: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    command = ["predict", str(source), "--model", str(model_folder), "--format", "jsonl"]
    assert main(command) == ExitCode.OK
    alone = json.loads(capfd.readouterr().out)
    log = source.with_suffix(".log")
    what = f"gguf:{tiny_gguf}" if backend == "gguf" else f"transformers:{tiny_folder}"
    assert main([*command, "--infill", what, "--infill-below", "1", "--infill-log", str(log)]) == ExitCode.OK
    out, err = capfd.readouterr()
    document = json.loads(out)
    check_file(document)
    assert [symbol["name"] for symbol in document["symbols"]] == [symbol["name"] for symbol in alone["symbols"]]
    records = [json.loads(line) for line in log.read_text().splitlines()]
    assert {name for record in records for _, _, name in record["symbols"]} == {"size", "items", "zorkmid", "count"}
    assert all(len(record["answers"]) <= 1 for record in records)
    assert "len(items)" not in err, "no prompt is shown unless asked for"
    scored = [type_ for record in records for types in record["types"] for type_ in types]
    assert scored, "what the ranking proposes is scored, whatever the model writes itself"


def test_a_model_that_is_not_there_is_an_error_before_any_work(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", str(source), "--infill", "gguf:/nowhere.gguf"]) == ExitCode.USAGE
    out, err = capfd.readouterr()
    assert out == ""
    assert "/nowhere.gguf: no such file" in err
