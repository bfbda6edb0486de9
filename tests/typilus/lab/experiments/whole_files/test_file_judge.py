"""Verdicts on whole texts."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.judging.rule_checker import RuleChecker
from typilus.checking import CheckedProject
from typilus.lab.experiments.whole_files.file_judge import FileJudge, StrictJudge


def test_only_errors_that_the_file_does_not_have_count(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("old = wrong\n")
    with CheckedProject(tmp_path) as project:
        judge = FileJudge(RuleChecker("wrong"), project, file, "old = wrong\n")
        assert judge.has_verdict
        assert judge.passes("x = 1\nold = wrong\n")
        assert not judge.passes("new = wrong\nold = wrong\n")
        runs = judge.runs
        assert judge.passes("x = 1\nold = wrong\n")
        assert judge.runs == runs, "a verdict is remembered"


def test_strict_errors_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("")
    with CheckedProject(tmp_path) as project:
        assert StrictJudge(RuleChecker("def"), project).errors("a.py", "def f(): ...\ndef g(): ...\n") == 2
