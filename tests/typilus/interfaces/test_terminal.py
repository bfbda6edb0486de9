"""What people see."""

from __future__ import annotations

import io

import pytest
from rich.table import Table
from rich.text import Text

from typilus.interfaces.terminal import TerminalListener, quieted, say, show, show_diff, tell, warn


def test_tables_in_a_pipe_are_not_folded(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    table = Table("path")
    table.add_row("long/" * 100 + "\x1b[31m")
    show(table)
    out = capsys.readouterr().out
    assert "long/" * 100 in out
    assert "\x1b" not in out


@pytest.mark.parametrize(("variables", "colored"), [(("FORCE_COLOR",), True), (("FORCE_COLOR", "NO_COLOR"), False)])
def test_tables_in_a_pipe_are_colored_on_demand(
    variables: tuple[str, ...], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in variables:
        monkeypatch.setenv(name, "1")
    out = io.StringIO()
    show(Text("long " * 100 + "\x1b[2J", style="green"), out)
    assert out.getvalue().startswith("\x1b[32m") is colored
    assert "long " * 100 in out.getvalue(), "nothing is folded"
    assert "\x1b[2J" not in out.getvalue()


def test_quiet_leaves_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with quieted(True):
        say("a summary")
        tell("a step")
        TerminalListener().notice("a choice")
        warn("an error")
        assert list(TerminalListener().tracked([1, 2], ["a", "b"], "counting")) == [1, 2]
    say("the end")
    assert capsys.readouterr().err == "typilus: an error\ntypilus: the end\n"


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


DIFF = "--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,2 @@\n-def f(a):\n+def f(a: int): # \x1b[2J\n     return a  \r\n"


def test_a_diff_in_a_pipe_is_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    out = io.StringIO()
    show_diff(DIFF, out)
    assert out.getvalue() == DIFF


def test_a_diff_is_colored_by_line_and_cannot_move_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "10")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = io.StringIO()
    show_diff(DIFF, out)
    lines = out.getvalue().splitlines()
    assert len(lines) == 6, "no line is folded"
    assert lines[3] == "\x1b[31m-def f(a):\x1b[0m"
    assert lines[4] == "\x1b[32m+def f(a: int): # \\x1b[2J\x1b[0m"
    assert "\x1b" not in lines[5]


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    out = io.StringIO()
    show_diff("-a\n+b\n", out)
    assert "\x1b[31" not in out.getvalue()
