"""`typilus lab report`: all that has been made as one page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode
from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult, Line


def write_result(folder: Path, name: str) -> None:
    result = ExhibitResult(name, f"Title of {name}", ("exact",), (Line("a", (Cell(1.0),)),))
    (folder / f"{name}.json").write_text(json.dumps(result.to_json()))


def test_a_page_of_what_is_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_result(tmp_path, "speed")
    write_result(tmp_path, "table2")
    assert main(["lab", "report", "--into", str(tmp_path)]) == ExitCode.OK
    page = (tmp_path / "report.html").read_text("utf-8")
    assert 0 < page.index("Title of table2") < page.index("Title of speed")
    assert "2 of 12 exhibits" in capfd.readouterr().err
    assert main(["lab", "report", "--into", str(tmp_path), "--out", str(tmp_path / "other.html")]) == ExitCode.OK
    assert (tmp_path / "other.html").read_text("utf-8") == page


def test_nothing_to_report(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "report", "--into", str(tmp_path)]) == ExitCode.USAGE
    assert "holds no exhibit; make one with `typilus lab table2" in capfd.readouterr().err


def test_a_page_that_cannot_be_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_result(tmp_path, "table2")
    command = ["lab", "report", "--into", str(tmp_path), "--out", str(tmp_path / "none" / "page.html")]
    assert main(command) == ExitCode.USAGE
    assert "cannot be written" in capfd.readouterr().err
