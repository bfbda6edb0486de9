"""What is special to pyrefly; what it shares with the others is in test_checker_contract.py."""

from __future__ import annotations

from pathlib import Path

from typilus.checking.project import CheckedProject
from typilus.checking.pyrefly import PyreflyChecker


def test_full_checking_is_asked_for_unless_the_project_configures_it(tmp_path: Path) -> None:
    checker = PyreflyChecker("pyrefly")
    with CheckedProject(tmp_path) as project:
        assert "--preset" in checker.arguments(project, ["a.py"])
        (tmp_path / "pyrefly.toml").write_text("")
        assert "--preset" not in checker.arguments(project, ["a.py"])
