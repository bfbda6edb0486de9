"""Every format writes the results of every command, and a new one is known to all of them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

import pytest

from tests.typilus.interfaces.formats.sarif_logs import read_log
from typilus.interfaces.cli import main
from typilus.interfaces.formats import (
    FORMATS,
    FileResult,
    FormatSpec,
    RunInfo,
    annotation_run,
    audit_run,
    prediction_run,
)

TEXT = "def stop(name, count: str = 1):\n    for number in range(count):\n        print(name, number)\n"
COMMANDS = ("predict", "annotate", "audit")
RUNS: dict[str, Callable[[Path], RunInfo]] = {
    "predict": prediction_run,
    "annotate": annotation_run,
    "audit": audit_run,
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    (folder / "a.py").write_text(TEXT)
    (folder / "bad.py").write_text("def (\n")
    return folder


def written(command: str, name: str, path: Path, model: Path, capfd: pytest.CaptureFixture[str]) -> str:
    more = [] if command == "predict" else ["--checker", "none"]
    more += ["--workers", "1"] if command == "annotate" else []
    confidence = ["--min-confidence", "0"]
    main([command, str(path), "--format", name, "--model", str(model), *confidence, *more])
    captured = capfd.readouterr()
    assert "bad.py" in captured.out + captured.err, "a file that failed is named, in the output or beside it"
    return captured.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_writes_the_results_of_a_command(
    command: str, name: str, path: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = written(command, name, path, model_folder, capfd)
    assert out.endswith("\n")
    if name == "jsonl":
        assert [Path(json.loads(line)["path"]).name for line in out.splitlines()] == ["a.py", "bad.py"]
    elif name == "json":
        assert [document["error"] is None for document in json.loads(out)] == [True, False]
    elif name == "sarif":
        run = read_log(out)
        (failure,) = run["invocations"][0]["toolExecutionNotifications"]
        assert "bad.py" in failure["message"]["text"]
    elif name == "gitlab":
        assert any(finding["location"]["path"] == "bad.py" for finding in json.loads(out))
    elif name == "junit":
        (error,) = ElementTree.fromstring(out.encode()).iter("error")
        assert "bad.py" in error.attrib["message"] + (error.text or "")
    elif name == "rdjson":
        assert any(json.loads(line)["location"]["path"] == "bad.py" for line in out.splitlines())
    elif name == "github":
        assert any(line.startswith("::error file=bad.py,title=UnreadableFile::") for line in out.splitlines())
    else:
        assert "stop" in out
        assert "bad.py" not in out, "failures go to standard error"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", FORMATS)
def test_no_results_are_valid(command: str, name: str, tmp_path: Path) -> None:
    out = io.StringIO()
    assert FORMATS[name].name == name
    FORMATS[name].load().write([], out, RUNS[command](tmp_path))
    assert name != "json" or json.loads(out.getvalue()) == []


class NamesFormat:
    """The paths of all files."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        out.writelines(f"{Path(result.path).name}\n" for result in results)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_new_format_is_known_to_every_command(
    command: str, path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(FORMATS, "names", FormatSpec("names", "paths alone", NamesFormat))
    assert written(command, "names", path, model_folder, capfd) == "a.py\nbad.py\n"
    assert main([command, "--help"]) == 0
    assert "names: paths alone" in " ".join(capfd.readouterr().out.split())


def test_help_knows_formats_without_loading_them() -> None:
    code = "import sys; from typilus.interfaces.cli.parser import build_parser; build_parser(); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "typilus.interfaces.formats.registry" in modules
    formats = ("csv_results", "github", "gitlab", "json_results", "junit", "rdjson", "sarif", "text")
    assert not {f"typilus.interfaces.formats.{name}" for name in formats} & set(modules)
