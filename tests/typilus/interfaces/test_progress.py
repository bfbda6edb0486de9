"""The bar is for people who wait, and for nobody else."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from typilus.interfaces.progress import tracked


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for number in range(20):
        (tmp_path / f"m{number}.py").touch()
    return sorted(map(str, tmp_path.iterdir()))


def test_the_bar_counts_to_the_number_of_files(files: list[str]) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    assert list(tracked(range(20), files, "predicting", console)) == list(range(20))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "predicting" in shown
    assert "20/20" in shown
    assert "m9.py" in shown


@pytest.mark.parametrize(("out", "error", "bar"), [(0, 1, True), (1, 1, False), (0, 0, False), (1, 0, False)])
def test_it_shows_only_where_it_disturbs_nobody(
    files: list[str], monkeypatch: pytest.MonkeyPatch, out: int, error: int, bar: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", Terminal() if out else io.StringIO())
    monkeypatch.setattr(sys, "stderr", errors := Terminal() if error else io.StringIO())
    for result in tracked("ab", files[:2], "predicting"):
        print(result)
    assert ("predicting" in errors.getvalue()) == bar
    assert isinstance(sys.stdout, io.StringIO)
    assert sys.stdout.getvalue() == "a\nb\n"


def test_items_are_not_asked_for_before_they_are_needed(files: list[str]) -> None:
    def items() -> Iterator[int]:
        yield 1
        raise AssertionError("asked for more than needed")

    console = Console(file=io.StringIO(), force_terminal=True)
    assert next(iter(tracked(items(), files, "predicting", console))) == 1
