"""`typilus report` as people and programs meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.recommenders.contract import check_document
from typilus.interfaces.cli import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").touch()
    (root / "half.py").write_text("def f(depth: int, width):\n    return depth\n\n\ndef g() -> None: ...\n")
    return root


def test_a_page_a_badge_and_a_summary(
    project: Path, model_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page, badge = tmp_path / "new" / "report.html", tmp_path / "typed.svg"
    arguments = ["report", str(project), "--model", str(model_folder), "--checker", "none"]
    assert main([*arguments, "-o", str(page), "--badge", str(badge)]) == 0
    out, err = capfd.readouterr()
    assert "all                2        4      0   50.0%" in out
    assert f"{page}: 1 file; open it in a browser" in err
    assert '"half.py"' in page.read_text(encoding="utf-8")
    assert "typed: 50%" in badge.read_text(encoding="utf-8")


@pytest.mark.parametrize(("least", "code"), [("50", 0), ("50.1", 4)])
def test_a_threshold_is_told_by_the_exit_code(project: Path, least: str, code: int) -> None:
    assert main(["report", str(project), "--count-only", "--fail-under", least]) == code


def test_a_project_sets_its_threshold(project: Path) -> None:
    (project / "pyproject.toml").write_text(
        '[tool.typilus]\nformat = "jsonl"\n[tool.typilus.report]\nfail-under = 51\n'
    )
    assert main(["report", str(project), "--count-only"]) == 4


def test_reports_are_compared(project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    command = ["report", str(project), "--count-only"]
    assert main([*command, "--format", "json"]) == 0
    out = capfd.readouterr().out
    check_document(json.loads(out), "type_report")
    former = tmp_path / "report.json"
    former.write_text(out)
    (project / "half.py").write_text("def f(depth: int, width: int) -> int:\n    return depth\n")
    assert main([*command, "--since-report", str(former)]) == 0
    assert "since 2001-09-09: +50.0 points, from 50.0%" in capfd.readouterr().out


def test_a_broken_file_fails_alone(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "broken.py").write_text("def (:\n")
    assert main(["report", str(project), "--count-only"]) == 1
    out, err = capfd.readouterr()
    assert "50.0%" in out
    assert "broken.py" in err


def test_no_files_and_no_report(project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["report", str(empty), "--count-only"]) == 0
    assert "no Python files in" in capfd.readouterr().err
    assert main(["report", str(project), "--count-only", "--since-report", str(tmp_path / "gone")]) == 2
    assert main(["report", str(project), "--count-only", "--fail-under", "101"]) == 2
