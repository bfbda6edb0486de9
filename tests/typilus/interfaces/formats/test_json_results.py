"""Results as JSON."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.json_results import JsonArrayFormat, JsonLinesFormat

RUN = RunInfo(Path(), (), lambda results: (), lambda result: "")


@dataclass(frozen=True, slots=True)
class Document:
    path: str
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"path": self.path}

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False)


PATHS = ["a.py", "ünïcode.py", "lone \ud800 surrogate.py", "red \x1b[31m.py"]


def test_a_line_is_an_object_that_can_be_printed() -> None:
    out = io.StringIO()
    JsonLinesFormat().write(map(Document, PATHS), out, RUN)
    lines = out.getvalue().splitlines()
    assert [json.loads(line)["path"] for line in lines] == PATHS
    assert "ünïcode" in lines[1]
    assert "\x1b" not in lines[3]


@pytest.mark.parametrize("paths", [[], PATHS[:1], PATHS])
def test_an_array_is_whole(paths: list[str]) -> None:
    out = io.StringIO()
    JsonArrayFormat().write(map(Document, paths), out, RUN)
    assert [document["path"] for document in json.loads(out.getvalue())] == paths
