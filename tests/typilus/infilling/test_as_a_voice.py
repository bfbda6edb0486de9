"""A real, tiny and random model asked through the command line: whatever it says is no more than a voice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.typilus.recommenders.contract import check_file
from typilus.batch import ListedProject, run_batch
from typilus.infilling import backends
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends.gguf_file import GgufModel, open_gguf
from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.listening import SILENT
from typilus.options import AnnotateOptions, PredictOptions
from typilus.runs import predict_files

TEXT = "def size(items, zorkmid):\n    count = len(items)\n    return count\n"
ONLY_HERE = Path("/only/here.gguf")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "sizes.py"
    path.write_text(TEXT)
    return path


@pytest.fixture
def loaded(tiny_gguf: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that this process loads from now on. Other processes find none of them."""
    paths: list[Path] = []

    def load(path: Path, announcer: Announcer) -> GgufModel:
        paths.append(path)
        return open_gguf(tiny_gguf, announcer)

    monkeypatch.setattr(backends, "open_gguf", load)
    return paths


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


def test_two_processes_ask_one_file_loaded_here(source: Path, model_folder: Path, loaded: list[Path]) -> None:
    """The random model writes down what it was asked, whichever process asks."""
    for number in range(4):
        source.with_name(f"sizes{number}.py").write_text(TEXT.replace("size", f"size{number}"))
    log = source.with_suffix(".log")
    options = PredictOptions(
        model=str(model_folder),
        infill=f"gguf:{ONLY_HERE}",
        infill_below=1.0,
        infill_log=log,
        project=str(source.parent),
    )
    here = list(predict_files([source.parent], replace(options, workers=1), SILENT))
    asked_here = sorted(log.read_text().splitlines())
    log.unlink()
    there = list(predict_files([source.parent], replace(options, workers=2), SILENT))
    assert [file.symbols for file in there] == [file.symbols for file in here]
    assert sorted(log.read_text().splitlines()) == asked_here
    assert len(asked_here) >= 5
    assert loaded == [ONLY_HERE] * 2, "once a run"


def test_the_projects_of_a_batch_ask_one_file_loaded_here(source: Path, model_folder: Path, loaded: list[Path]) -> None:
    folders = [source.with_name(name) for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        (folder / source.name).write_text(TEXT)
    projects = [ListedProject(folder.name, folder) for folder in folders]
    log, store = source.with_suffix(".log"), source.with_suffix(".sqlite")
    options = AnnotateOptions(
        model=str(model_folder),
        infill=f"gguf:{ONLY_HERE}",
        infill_below=1.0,
        infill_log=log,
        checker="none",
        workers=2,
    )
    for _ in range(2):
        assert [outcome.error for outcome in run_batch(projects, store, options, SILENT)] == [None, None]
    assert len(log.read_text().splitlines()) == 8, "what is done is not done again"
    assert loaded == [ONLY_HERE] * 2, "once a run"
