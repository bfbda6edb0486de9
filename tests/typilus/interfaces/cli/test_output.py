"""Results as JSON and as tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from rich.table import Table

from typilus.interfaces.cli.output import print_array, print_lines, show


@dataclass(frozen=True, slots=True)
class Document:
    path: str

    def to_dict(self) -> dict[str, Any]:
        return {"path": self.path}

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False)


PATHS = ["a.py", "ünïcode.py", "lone \ud800 surrogate.py", "red \x1b[31m.py"]


def test_a_line_is_an_object_that_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines(map(Document, PATHS))
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == PATHS
    assert "ünïcode" in lines[1]
    assert "\x1b" not in lines[3]


@pytest.mark.parametrize("paths", [[], PATHS[:1], PATHS])
def test_an_array_is_whole(paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    print_array(map(Document, paths))
    assert [each["path"] for each in json.loads(capsys.readouterr().out)] == paths


def test_tables_in_a_pipe_are_not_folded(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    table = Table("path")
    table.add_row("long/" * 100 + "\x1b[31m")
    show(table)
    out = capsys.readouterr().out
    assert "long/" * 100 in out
    assert "\x1b" not in out
