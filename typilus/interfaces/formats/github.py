"""Findings as workflow commands, which GitHub shows beside the lines that they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from typilus.files import relative_path
from typilus.interfaces.formats.contract import FileResult, RunInfo

__all__ = ["GithubFormat"]

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class GithubFormat:
    """A line for each finding."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        for item in run.items(results):
            where = f"file={_escaped(relative_path(item.path, run.root), ':,')}"
            if item.line is not None:
                where += f",line={item.line},col={item.column + 1}"
            command = _COMMANDS[item.rule.level]
            out.write(f"::{command} {where},title={item.rule.name}::{_escaped(item.message)}\n")
            out.flush()


def _escaped(text: str, further: str = "") -> str:
    for sign in "%\r\n" + further:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text.encode("utf-8", "backslashreplace").decode()
