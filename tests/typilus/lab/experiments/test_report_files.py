"""The files of a report: all of them, or all but the picture where nothing can draw it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from typilus.lab.experiments.network.plots import new_figure
from typilus.lab.experiments.report_files import write_report_files


class Result:
    """A result with one number."""

    def to_json(self) -> dict[str, float]:
        return {"exact": 0.5}


def test_numbers_tables_and_picture(tmp_path: Path) -> None:
    written = write_report_files(tmp_path / "new/out", "joined", [Result()], "| ü |\n", lambda: new_figure(2, 2))
    assert [path.name for path in written] == ["joined.json", "joined.md", "joined.png"]
    assert json.loads(written[0].read_text("utf-8")) == [{"exact": 0.5}]
    assert written[1].read_text("utf-8") == "| ü |\n"
    assert written[2].read_bytes().startswith(b"\x89PNG")


def test_without_matplotlib_there_is_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typilus.lab.experiments.report_files.find_spec", lambda name: None)
    written = write_report_files(tmp_path, "checkers", [], "", lambda: pytest.fail("drawn"))
    assert [path.name for path in written] == ["checkers.json", "checkers.md"]
