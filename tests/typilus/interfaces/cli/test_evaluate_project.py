"""`typilus evaluate project`: JSON for programs, sentences for a project with too few annotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typilus.interfaces.cli import main
from typilus.interfaces.cli.exit_codes import ExitCode


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "setup.cfg").write_text("")
    (tmp_path / "shop" / "till.py").write_text("def pay(price: int, note: str) -> bool:\n    return price > 0\n")
    return tmp_path / "shop"


def test_json_and_a_report(
    project: Path, model_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = ["evaluate", "project", str(project), "--model", str(model_folder)]
    assert main([*arguments, "--format", "json", "--report", str(tmp_path / "report")]) == ExitCode.OK
    out, err = capfd.readouterr()
    written = json.loads(out)
    assert (written["files"], written["symbols"], len(written["conditions"])) == (1, 3, 4)
    assert "only 3 annotated symbols in 1 file" in err
    assert len((tmp_path / "report" / "project.jsonl").read_text().splitlines()) == 2
    assert sorted(path.name for path in project.iterdir()) == ["setup.cfg", "till.py"]


def test_without_annotations_there_is_no_table(
    project: Path, model_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "till.py").write_text("def pay(price):\n    return price > 0\n")
    assert main(["evaluate", "project", str(project), "--model", str(model_folder)]) == ExitCode.OK
    out, err = capfd.readouterr()
    assert out == ""
    assert "nothing in these files is annotated" in err


def test_what_is_not_there_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "project", str(tmp_path / "nowhere")]) == ExitCode.USAGE
    assert "nowhere: does not exist" in capfd.readouterr().err
