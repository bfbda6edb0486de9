"""Results for people: each as soon as it comes, failures beside them, and nothing that a terminal obeys."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rich.table import Table

from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.text import TextFormat


@dataclass(frozen=True, slots=True)
class Result:
    path: str
    shown: str = ""
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {}

    def to_json(self) -> str:
        return "{}"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run_of(spaced: bool = True) -> RunInfo:
    return RunInfo(Path(), (), lambda results: (), lambda result: result.shown, spaced)


def written(results: list[Result], spaced: bool = True, out: io.StringIO | None = None) -> str:
    out = io.StringIO() if out is None else out
    TextFormat().write(results, out, run_of(spaced))
    return out.getvalue()


A, B, NOTHING = Result("a.py", "of a\n"), Result("b.py", "of b\n"), Result("c.py")


@pytest.mark.parametrize(
    ("results", "apart", "together"),
    [
        ([], "", ""),
        ([NOTHING], "", ""),
        ([A], "of a\n", "of a\n"),
        ([A, B], "of a\n\nof b\n", "of a\nof b\n"),
        ([NOTHING, A, NOTHING, B, NOTHING], "of a\n\nof b\n", "of a\nof b\n"),
    ],
)
def test_empty_lines_stand_between_texts_and_nowhere_else(results: list[Result], apart: str, together: str) -> None:
    assert written(results) == apart
    assert written(results, spaced=False) == together


def test_a_failure_is_said_beside_and_leaves_no_gap(capfd: pytest.CaptureFixture[str]) -> None:
    failed = Result("bad.py", "never shown\n", "bad.py:1: is broken")
    assert written([A, failed, B]) == "of a\n\nof b\n"
    assert capfd.readouterr().err == "typilus: bad.py:1: is broken\n"


def test_control_characters_reach_files_but_no_terminal() -> None:
    """A diff in a file must be the diff; on a screen it must not move the cursor."""
    diff = Result("a.py", "+ x = '\x1b[31m'\n")
    assert written([diff]) == "+ x = '\x1b[31m'\n"
    shown = written([diff], out=Terminal())
    assert "\x1b" not in shown
    assert shown.startswith("+ x = ")


def test_a_table_is_written_like_a_text() -> None:
    table = Table("symbol")
    table.add_row("width")
    run, out = RunInfo(Path(), (), lambda results: (), lambda result: table), io.StringIO()
    TextFormat().write([A], out, run)
    assert "width" in out.getvalue()


@pytest.mark.parametrize(("variable", "colored"), [("FORCE_COLOR", True), ("NO_COLOR", False)])
def test_lines_are_colored_by_how_they_begin(variable: str, colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(variable, "1")
    monkeypatch.setenv("TERM", "xterm")
    run = RunInfo(Path(), (), lambda results: (), lambda result: result.shown, styles=(("of", "red"), ("", "green")))
    out = io.StringIO()
    TextFormat().write([A], out, run)
    assert ("\x1b[31mof a\x1b[0m" in out.getvalue()) is colored
    assert "of a" in out.getvalue()


def test_each_result_is_out_before_the_next_is_asked_for() -> None:
    out = io.StringIO()
    seen: list[str] = []

    def results() -> Iterator[Result]:
        for result in (A, B):
            seen.append(out.getvalue())
            yield result

    TextFormat().write(results(), out, run_of())
    assert seen == ["", "of a\n"]
