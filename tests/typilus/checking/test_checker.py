"""Every status, from fakes that pass, find, sleep, crash, flood, or are not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typilus.checking.checker import CommandLineChecker, find_executable
from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic
from typilus.checking.limited_commands import RunLimits
from typilus.checking.mypy import MypyChecker
from typilus.checking.project import CheckedProject

FOUND = {"file": "a.py", "line": 1, "column": 4, "message": "no", "code": "return-value", "severity": "error"}


def outcome(script: str, folder: Path, limits: RunLimits | None = None) -> CheckOutcome:
    """What comes of a checker that does this; asked for its version it tells one."""
    fake = folder / "fake"
    fake.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "fake 1.2.3" && exit\n{script}\n')
    fake.chmod(0o755)
    root = folder / "project"
    root.mkdir(exist_ok=True)
    (root / "a.py").write_text("x = 1\n")
    with CheckedProject(root) as project:
        return MypyChecker(fake, limits).check(project, {root / "a.py": "x = 2\n"})


def test_passed_and_what_the_checker_saw(tmp_path: Path) -> None:
    found = outcome('cp a.py "$0.seen"', tmp_path)
    assert (found.status, found.diagnostics, found.reason) == (CheckStatus.PASSED, (), "")
    assert (found.tool, found.version) == ("mypy", "1.2.3")
    assert (tmp_path / "fake.seen").read_text() == "x = 2\n"
    assert (tmp_path / "project" / "a.py").read_text() == "x = 1\n"


def test_failed(tmp_path: Path) -> None:
    note = {**FOUND, "severity": "note"}
    found = outcome(f"echo '{json.dumps(FOUND)}'; echo '{json.dumps(note)}'; echo other; exit 1", tmp_path)
    assert found.status is CheckStatus.FAILED
    assert found.diagnostics == (Diagnostic("a.py", 1, 4, "return-value", "no"),)


def test_timeout(tmp_path: Path) -> None:
    found = outcome("sleep 600", tmp_path, RunLimits(seconds=1.0))
    assert (found.status, found.reason) == (CheckStatus.TIMEOUT, "not done after 1 s")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'unknown option: --x' >&2; exit 2", "ended with 2: unknown option: --x"),
        ("exit 1", "ended with 1 and said nothing"),
        ("kill -SEGV $$", "ended with -11 and said nothing"),
        ("echo '{broken'; exit 1", "ended with 1: {broken"),
        ("echo '{\"file\": 3}'; exit 1", 'ended with 1: {"file": 3}'),
        ("while :; do echo 0123456789; done", "printed more than 65536 bytes"),
    ],
)
def test_crashed(tmp_path: Path, script: str, reason: str) -> None:
    found = outcome(script, tmp_path, RunLimits(60.0, 1 << 16))
    assert (found.status, found.reason, found.diagnostics) == (CheckStatus.CRASHED, reason, ())


def test_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with CheckedProject(tmp_path) as project:
        gone = MypyChecker(tmp_path / "gone").check(project, {tmp_path / "a.py": ""})
        assert gone.status is CheckStatus.UNAVAILABLE
        monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: None)
        absent = MypyChecker().check(project, {tmp_path / "a.py": ""})
    assert absent.status is CheckStatus.UNAVAILABLE
    assert "not installed" in absent.reason


def test_only_two_statuses_say_anything_of_the_code() -> None:
    assert [each.value for each in CheckStatus if each.is_verdict] == ["passed", "failed"]


def test_executables_are_found_beside_the_interpreter_and_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_executable("checker-of-dreams") is None
    tool = tmp_path / "checker-of-dreams"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    assert find_executable("checker-of-dreams") == str(tool)


def test_concerns() -> None:
    checker: CommandLineChecker = MypyChecker("mypy")
    assert checker.concern("call-arg") is Concern.TYPES
    assert checker.concern("import-not-found") is Concern.OTHER
    assert checker.concern("var-annotated") is Concern.OTHER
    assert checker.concern("syntax") is Concern.SYNTAX
