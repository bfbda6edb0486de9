"""A checker's word on findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_extraction import extract, read_source
from tests.typilus.auditing.stern import SternChecker
from typilus.auditing.checked import FindingsFilter
from typilus.auditing.disagreement import Disagreement
from typilus.auditing.file_audit import Finding
from typilus.checking.diagnostics import CheckStatus
from typilus.checking.project import CheckedProject
from typilus.prediction.file_prediction import TypeCandidate

SOURCE = """\
from typing import overload

@overload
def size(width: int) -> int: ...

def area(width: float, height: float, label: bytes) -> float:
    return width * height
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "box.py"
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.fixture
def project(file: Path) -> Iterator[CheckedProject]:
    with CheckedProject(file.parent) as project:
        yield project


def findings(file: Path, **suggested: str) -> list[Finding]:
    symbols = {symbol.name: symbol for symbol in extract(read_source(file)).symbols}
    symbols["overload"] = next(symbol for symbol in extract(read_source(file)).symbols if symbol.name == "width")
    return [
        Finding(
            symbols[name],
            symbols[name].annotation or "",
            "float",
            Disagreement.DIFFERENT,
            TypeCandidate(kind, kind, 0.9, "typespace"),
            0.0,
            9,
        )
        for name, kind in suggested.items()
    ]


def names(found: list[Finding]) -> list[str]:
    return [finding.symbol.name for finding in found]


def test_all_that_pass_together_cost_one_run_and_the_baseline(file: Path, project: CheckedProject) -> None:
    checker = SternChecker()
    found, runs = FindingsFilter(checker, project).kept(read_source(file), findings(file, width="int", height="int"))
    assert names(found) == ["width", "height"]
    assert [finding.suggestion.checked for finding in found] == ["passed", "passed"]
    assert runs == checker.runs == 2
    assert file.read_text(encoding="utf-8") == SOURCE


def test_the_guilty_are_dropped_and_the_others_stay(file: Path, project: CheckedProject) -> None:
    suggested = findings(file, width="int", height="complex", label="str")
    found, runs = FindingsFilter(SternChecker("height: complex"), project).kept(read_source(file), suggested)
    assert names(found) == ["width", "label"]
    # The file as it is, all, the one that the error names, and the others.
    assert runs == 4


def test_errors_that_were_there_before_do_not_count(file: Path, project: CheckedProject) -> None:
    found, _ = FindingsFilter(SternChecker("def area"), project).kept(read_source(file), findings(file, label="str"))
    assert names(found) == ["label"]


def test_what_cannot_be_written_is_dropped_and_costs_no_run(file: Path, project: CheckedProject) -> None:
    checker = SternChecker()
    assert FindingsFilter(checker, project).kept(read_source(file), findings(file, overload="int")) == ([], 0)
    assert checker.runs == 0


def test_without_a_verdict_on_the_file_nothing_is_dropped(file: Path, project: CheckedProject) -> None:
    checker = SternChecker(status=CheckStatus.TIMEOUT)
    (finding,), runs = FindingsFilter(checker, project).kept(read_source(file), findings(file, width="int"))
    assert finding.unchecked == "stern gives no verdict on the file as it is: timeout out of time"
    assert runs == 1
