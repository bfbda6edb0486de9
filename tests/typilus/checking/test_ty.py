"""What is special to ty; what it shares with the others is in test_checker_contract.py."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.checking.real_checkers import installed
from typilus.checking.diagnostics import CheckStatus
from typilus.checking.project import CheckedProject
from typilus.checking.ty import TyChecker, harmless


def test_warnings_alone_are_no_crash(tmp_path: Path) -> None:
    checker = installed(TyChecker)
    file = tmp_path / "ignoring.py"
    file.write_text("number: int = 1  # type: ignore\n")
    with CheckedProject(tmp_path) as project:
        assert checker.check(project, {file: file.read_text()}).status is CheckStatus.PASSED


def test_settings_of_output_and_environments_without_packages_are_left_out(tmp_path: Path) -> None:
    rules = {"invalid-assignment": "ignore", "division-by-zero": "loud"}
    table = {
        "environment": {"python": ".venv", "python-version": "3.10", "root": ["./src", "../elsewhere"]},
        "terminal": {"output-format": "full"},
        "src": {"include": ["nothing"]},
        "rules": rules,
        "overrides": [{"include": ["tests/**"], "exclude": 3, "rules": rules}, "odd"],
    }
    assert harmless(table, tmp_path) == {
        "rules": {"invalid-assignment": "ignore"},
        "environment": {"python-version": "3.10", "root": [str(tmp_path / "src")]},
        "overrides": [{"include": ["tests/**"], "rules": {"invalid-assignment": "ignore"}}],
    }
    (tmp_path / ".venv" / "lib" / "python3.12" / "site-packages").mkdir(parents=True)
    assert harmless({"environment": {"python": ".venv"}}, tmp_path)["environment"] == {
        "python": str(tmp_path / ".venv")
    }


def test_a_broken_environment_is_no_hindrance(tmp_path: Path) -> None:
    checker = installed(TyChecker)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ty.environment]\npython = "./.venv"\n[tool.ty.rules]\ninvalid-assignment = "ignore"\n'
        '[[tool.ty.overrides]]\ninclude = ["strict.py"]\nrules = {invalid-assignment = "error"}\n'
    )
    for name, status in (("lax.py", CheckStatus.PASSED), ("strict.py", CheckStatus.FAILED)):
        (tmp_path / name).write_text("number: int = ''\n")
        with CheckedProject(tmp_path) as project:
            assert checker.check(project, {tmp_path / name: "number: int = ''\n"}).status is status
