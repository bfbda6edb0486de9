"""What people see."""

from __future__ import annotations

import pytest
from rich.table import Table

from typilus.interfaces.terminal import TerminalListener, say, show, tell


def test_tables_in_a_pipe_are_not_folded(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    table = Table("path")
    table.add_row("long/" * 100 + "\x1b[31m")
    show(table)
    out = capsys.readouterr().out
    assert "long/" * 100 in out
    assert "\x1b" not in out


def test_sentences_are_said_once_and_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    listener = TerminalListener()
    listener.judge_chosen("ty", "ty is configured")
    for _ in range(2):
        listener.notice("a \x1b[2Jsentence")
    tell("wrote \x1b[2J/a.json")
    say("the end")
    assert capsys.readouterr().err.splitlines() == [
        "typilus: checker: ty is configured",
        "typilus: a \\x1b[2Jsentence",
        "wrote \\x1b[2J/a.json",
        "typilus: the end",
    ]
    assert listener.checker == "ty"
    with listener.reading_project() as progress:
        assert progress is None, "no terminal"
