"""Which checker judges is told before the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.errors import CheckerError
from typilus.interfaces.terminal import TerminalListener
from typilus.judging import announce_checker


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    names: set[str] = set()
    monkeypatch.setattr("typilus.checking.checker.find_executable", lambda name: name if name in names else None)
    return names


def test_the_choice_and_its_reason_are_told(
    tmp_path: Path, installed: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    installed.add("ty")
    choice = announce_checker("auto", tmp_path, TerminalListener())
    assert choice is not None
    assert choice.checker.name == "ty"
    assert capsys.readouterr().err == f"typilus: checker: {choice.reason}\n"


def test_nobody_judges(tmp_path: Path, installed: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert not installed
    assert announce_checker("none", tmp_path, TerminalListener()) is None
    assert announce_checker(None, tmp_path, TerminalListener()) is None
    assert capsys.readouterr().err == ""
    assert announce_checker("auto", tmp_path, TerminalListener()) is None
    assert "nobody judges" in capsys.readouterr().err
    with pytest.raises(CheckerError, match="mypy is not installed"):
        announce_checker("mypy", tmp_path, TerminalListener())
