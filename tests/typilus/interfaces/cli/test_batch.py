"""`typilus batch`: a line for each project, exit codes, standard input."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode


@pytest.fixture
def command(tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "a.py").write_text("def stop(name):\n    print(name)\n")
    (tmp_path / "list.txt").write_text("shop\ngone\n")
    options = ["--model", str(model_folder), "--checker", "none", "--workers", "1", "--min-confidence", "0"]
    return ["batch", str(tmp_path / "list.txt"), "--store", str(tmp_path / "r.sqlite"), *options]


def test_each_project_is_told(command: list[str], capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(command) == ExitCode.SOME_FILES_FAILED
    out, err = capfd.readouterr()
    done, failed = out.splitlines()
    assert done.startswith("shop: 2 annotations in 1 file, 0 failed, ")
    assert failed == f"gone: failed: {tmp_path / 'gone'}: no such folder or archive"
    assert "2 annotations in 1 file of 2 projects; 0 files and 1 project failed" in err
    assert main(command) == ExitCode.SOME_FILES_FAILED
    assert capfd.readouterr().out.startswith("shop: 2 annotations in 1 file, 0 failed, done before\n")


def test_a_list_from_standard_input(
    command: list[str], capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("shop\n"))
    assert main(["batch", "-", *command[2:]]) == ExitCode.OK
    assert capfd.readouterr().out.startswith("shop: 2 annotations")


def test_a_list_that_is_none(command: list[str], capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["batch", str(tmp_path / "none.txt"), *command[2:]]) == ExitCode.USAGE
    assert "this list of projects cannot be read" in capfd.readouterr().err
