"""reviewdog's diagnostics: positions in bytes, and suggestions that give the text that was meant."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.items import ANNOTATION_DISAGREES, UNREADABLE_FILE, ReportedItem
from typilus.interfaces.formats.rdjson import RdjsonFormat
from typilus.rewriting import TextEdit, text_edits


def written(items: Sequence[ReportedItem], root: Path) -> list[Any]:
    out = io.StringIO()
    RdjsonFormat().write([], out, RunInfo(root, (), lambda results: items, lambda result: ""))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def applied(text: str, suggestions: Sequence[Any]) -> str:
    """The text after suggestions that do not overlap, as reviewdog reads their positions."""
    data = text.encode()
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans = []
    for suggestion in suggestions:
        start, end = (suggestion["range"][key] for key in ("start", "end"))
        span = [starts[position["line"] - 1] + position["column"] - 1 for position in (start, end)]
        spans.append((*span, suggestion["text"].encode()))
    for first, last, new in sorted(spans, reverse=True):
        data = data[:first] + new + data[last:]
    return data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('def f(größe: str = "é😀", y: str = ""): pass\n', 'def f(größe: str = "é😀", y: int = ""): pass\n'),
        ("'''a\x0cb\u2028'''\ndef f(x: str): pass\n", "import os\n'''a\x0cb\u2028'''\ndef f(x: os.PathLike): pass\n"),
    ],
)
def test_suggestions_give_the_new_text(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(before, encoding="utf-8")
    item = ReportedItem(str(path), 1, 6, 11, ANNOTATION_DISAGREES, "no", symbol="f.x", fix=text_edits(before, after))
    (diagnostic,) = written([item], tmp_path)
    assert applied(before, diagnostic["suggestions"]) == after
    assert diagnostic["location"]["path"] == "a.py"
    assert diagnostic["severity"] == "WARNING"


def test_edits_of_one_line_are_one_suggestion(tmp_path: Path) -> None:
    """Each suggestion is taken by itself, so half a type must not be one."""
    before, after = "é: str = []\n", "é: list[str] = []\n"
    (tmp_path / "a.py").write_text(before, encoding="utf-8")
    fix = (TextEdit(1, 3, 1, 3, "list["), TextEdit(1, 6, 1, 6, "]"))
    item = ReportedItem(str(tmp_path / "a.py"), 1, 0, 1, ANNOTATION_DISAGREES, "no", fix=fix)
    (suggestion,) = written([item], tmp_path)[0]["suggestions"]
    assert suggestion["text"] == "list[str]"
    assert applied(before, [suggestion]) == after


def test_columns_are_bytes_from_one(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("é = x = 1\n", encoding="utf-8")
    (diagnostic,) = written([ReportedItem(str(tmp_path / "a.py"), 1, 4, 5, ANNOTATION_DISAGREES, "no")], tmp_path)
    assert diagnostic["location"]["range"] == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}
    assert "suggestions" not in diagnostic


def test_a_file_that_cannot_be_read_has_lines_alone(tmp_path: Path) -> None:
    fix = text_edits("a", "b")
    items = [
        ReportedItem(str(tmp_path / "gone.py"), 2, 4, 5, ANNOTATION_DISAGREES, "no", fix=fix),
        ReportedItem(str(tmp_path / "gone.py"), None, 0, 0, UNREADABLE_FILE, "no"),
    ]
    one, other = written(items, tmp_path)
    assert one["location"]["range"] == {"start": {"line": 2}, "end": {"line": 2}}
    assert "suggestions" not in one
    assert other["location"] == {"path": "gone.py"}
    assert other["severity"] == "ERROR"
