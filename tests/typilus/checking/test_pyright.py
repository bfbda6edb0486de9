"""What is special to pyright; what it shares with the others is in test_checker_contract.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typilus.checking.limited_commands import CommandEnding, CommandResult
from typilus.checking.project import CheckedProject
from typilus.checking.pyright import PyrightChecker, configure


def message(severity: str, **more: object) -> dict[str, object]:
    start = {"line": 3, "character": 7}
    return {"file": "/elsewhere/a.py", "severity": severity, "message": "no", "range": {"start": start}, **more}


def result(document: object, before: str = "") -> CommandResult:
    return CommandResult(CommandEnding.FINISHED, 1, before + json.dumps(document), "", 1.0)


@pytest.mark.parametrize("before", ["", "npm notice: a new version\n"])
def test_errors_alone_are_read_and_lines_count_from_one(tmp_path: Path, before: str) -> None:
    messages = [message("warning"), message("error", rule="reportCallIssue"), message("information"), message("error")]
    with CheckedProject(tmp_path) as project:
        found = PyrightChecker("pyright").read(result({"generalDiagnostics": messages}, before), project)
    assert [(each.line, each.column, each.code, each.message) for each in found] == [
        (4, 7, "reportCallIssue", "no"),
        (4, 7, "", "no"),
    ]


@pytest.mark.parametrize("output", ["", "{", '{"summary": {}}'])
def test_an_output_that_is_no_report_is_an_error(tmp_path: Path, output: str) -> None:
    broken = CommandResult(CommandEnding.FINISHED, 1, output, "", 1.0)
    with CheckedProject(tmp_path) as project, pytest.raises((ValueError, KeyError)):
        PyrightChecker("pyright").read(broken, project)


@pytest.mark.parametrize(
    ("name", "text"),
    [("pyrightconfig.json", '{"strict": ["a"]}'), ("pyproject.toml", "[tool.pyright]\nstrict = ['a']\n")],
)
def test_settings_of_the_project_are_kept(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    configure(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {name: text}


@pytest.mark.parametrize("files", [{}, {"pyproject.toml": "[tool.mypy]\n"}])
def test_without_settings_none_from_above_are_taken(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    configure(tmp_path)
    assert json.loads((tmp_path / "pyrightconfig.json").read_text()) == {}


def test_the_command_names_settings_and_interpreter(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    checker = PyrightChecker("pyright")
    with CheckedProject(tmp_path) as project:
        arguments = checker.arguments(project, ["a.py"])
        assert arguments[arguments.index("--project") + 1] == str(project.copy / "pyrightconfig.json")
        assert arguments[-1] == "a.py"
        assert {"--outputjson", "--pythonpath"} <= set(arguments)
        assert checker.environment(project)["PYRIGHT_PYTHON_IGNORE_WARNINGS"] == "1"
