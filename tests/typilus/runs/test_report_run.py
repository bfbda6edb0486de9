"""Many files reported: predicted and judged, or only counted, with any number of workers and after an interruption."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from typilus.listening import SILENT
from typilus.options import ReportOptions
from typilus.reporting import SymbolStatus, coverage_of, page_of
from typilus.runs import report, report_files


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "project"
    (root / "inner").mkdir(parents=True)
    (root / "pyproject.toml").touch()
    (root / "broken.py").write_text("def (:\n")
    (root / "inner" / "open.py").write_text("def is_open(depth):\n    return depth > 3\n\n\ndef close():\n    pass\n")
    (root / "typed.py").write_text("def f(depth: int) -> None:\n    pass\n")
    return root


def options(model: Path) -> ReportOptions:
    return ReportOptions(model=str(model), checker="none", workers=1, min_confidence=0.0)


def test_suggestions_come_with_neighbors(project: Path, model_folder: Path) -> None:
    files = {file.path: file for file in report_files([project], options(model_folder), SILENT)}
    assert list(files) == ["broken.py", "typed.py", "inner/open.py"]
    assert files["broken.py"].error
    suggested = [symbol for symbol in files["inner/open.py"].symbols if symbol.status is SymbolStatus.SUGGESTED]
    assert "close" in [symbol.name for symbol in suggested]
    assert coverage_of(files["typed.py"].symbols).share() == 1.0
    assert any(candidate.neighbors for symbol in files["typed.py"].symbols for candidate in symbol.candidates)


def test_counting_needs_no_model(project: Path, tmp_path: Path) -> None:
    made = report([project], ReportOptions(count_only=True, model=str(tmp_path / "none")), day="2026-11-29")
    assert (made.title, made.floor, made.checker, made.date) == ("project", None, None, "2026-11-29")
    assert [file.error is None for file in made.files] == [False, True, True]
    assert [coverage_of(file.symbols).total for file in made.files] == [0, 2, 3]


def test_the_page_is_the_same_for_any_workers_and_after_an_interruption(project: Path, model_folder: Path) -> None:
    single = options(model_folder)
    page = page_of(report([project], single, day="2026-11-29"))
    double = ReportOptions(model=str(model_folder), checker="none", workers=2, min_confidence=0.0)
    assert page_of(report([project], double, day="2026-11-29")) == page
    started = report_files([project], single, SILENT, resume=False)
    assert len(list(itertools.islice(started, 2))) == 2
    started.close()  # type: ignore[attr-defined]
    assert page_of(report([project], single, day="2026-11-29", resume=True)) == page


def test_no_path_is_an_empty_report() -> None:
    assert report([], count_only=True).files == ()
