"""Findings in reviewdog's diagnostic format, one JSON object a line, with what to replace as suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

from graph_extraction import SourceError, read_source
from typilus.files import relative_path
from typilus.interfaces.formats.contract import FileResult, RunInfo
from typilus.interfaces.formats.items import ReportedItem
from typilus.printable import printable_json

if TYPE_CHECKING:
    from typilus.rewriting import TextEdit

__all__ = ["RdjsonFormat"]

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


class RdjsonFormat:
    """A diagnostic for each finding, as `reviewdog -f=rdjsonl` reads them.

    Columns are bytes of UTF-8 there, counted from 1, so the lines of the file are looked at. Where it cannot be read
    (any more), a diagnostic has its line alone and suggests nothing.
    """

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        path, lines = "", None
        for item in run.items(results):
            if item.path != path:
                path, lines = item.path, _lines_of(item.path)
            diagnostic = _diagnostic(item, relative_path(path, run.root), lines)
            text = json.dumps(diagnostic, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
            out.write(printable_json(text) + "\n")
            out.flush()


def _diagnostic(item: ReportedItem, path: str, lines: Sequence[str] | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": path}
    if item.line is not None:
        start, end = (item.line, item.column), (item.line, item.end_column)
        location["range"] = _range(start, end, lines)
    diagnostic: dict[str, Any] = {
        "source": {"name": "typilus"},
        "message": item.message,
        "location": location,
        "severity": _SEVERITIES[item.rule.level],
        "code": {"value": item.rule.id},
    }
    if item.fix and lines is not None:
        diagnostic["suggestions"] = [_suggestion(edit, lines) for edit in _one_a_line(item.fix, lines)]
    return diagnostic


def _suggestion(edit: TextEdit, lines: Sequence[str]) -> dict[str, Any]:
    start, end = (edit.line, edit.column), (edit.end_line, edit.end_column)
    return {"range": _range(start, end, lines), "text": edit.text}


def _one_a_line(edits: Sequence[TextEdit], lines: Sequence[str]) -> list[TextEdit]:
    """The edits with those of one line joined, since each suggestion is offered, and taken, by itself."""
    joined: list[TextEdit] = []
    for edit in edits:
        if joined and joined[-1].end_line == edit.line == edit.end_line:
            last = joined.pop()
            between = lines[edit.line - 1][last.end_column : edit.column]
            edit = replace(last, end_column=edit.end_column, text=last.text + between + edit.text)
        joined.append(edit)
    return joined


def _range(start: tuple[int, int], end: tuple[int, int], lines: Sequence[str] | None) -> dict[str, Any]:
    return {"start": _position(*start, lines), "end": _position(*end, lines)}


def _position(line: int, column: int, lines: Sequence[str] | None) -> dict[str, int]:
    """A position in bytes, or the line alone where the text is not to be had."""
    if lines is None:
        return {"line": line}
    text = lines[line - 1] if line <= len(lines) else ""
    return {"line": line, "column": len(text[:column].encode("utf-8", "surrogatepass")) + 1}


def _lines_of(path: str) -> Sequence[str] | None:
    try:
        return read_source(path).text.split("\n")
    except SourceError:
        return None
