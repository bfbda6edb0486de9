"""The files of an exhibit: numbers that programs read, and a picture where something can draw it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from typilus.errors import CorpusError
from typilus.lab.exhibits.exhibit_drawing import draw_columns
from typilus.lab.exhibits.exhibit_files import read_results, write_result
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line

RESULT = ExhibitResult(
    "table4",
    "T",
    ("exact", "neutral"),
    (Line("a, b", (Cell(1.25, 0.5, 2.0), Cell()), "2 epochs"), Line("c", (Cell(paper=3.0), Cell()), reason="broke")),
)
EXHIBIT = Exhibit("table4", lambda laboratory: RESULT, lambda result: draw_columns(result, (0,), "%"))


def test_all_files(tmp_path: Path) -> None:
    written = write_result(EXHIBIT, RESULT, tmp_path / "lab")
    assert [path.name for path in written] == ["table4.json", "table4.csv", "table4.png"]
    assert json.loads(written[0].read_text("utf-8"))["lines"][0]["cells"][0]["value"] == 1.25
    rows = list(csv.DictReader(written[1].read_text("utf-8").splitlines()))
    assert [(row["row"], row["column"], row["value"], row["error"], row["paper"]) for row in rows] == [
        ("a, b", "exact", "1.25", "0.5", "2"), ("a, b", "neutral", "", "", ""),
        ("c", "exact", "", "", "3"), ("c", "neutral", "", "", ""),
    ]  # fmt: skip
    assert rows[2]["reason"] == "broke"
    assert written[2].read_bytes().startswith(b"\x89PNG")


def test_without_matplotlib_there_is_no_picture_not_even_an_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_result(EXHIBIT, RESULT, tmp_path)
    monkeypatch.setattr("typilus.lab.exhibits.exhibit_files.find_spec", lambda name: None)
    assert [path.suffix for path in write_result(EXHIBIT, RESULT, tmp_path)] == [".json", ".csv"]
    assert not (tmp_path / "table4.png").exists()


def test_results_are_read_back_in_order(tmp_path: Path) -> None:
    assert read_results(tmp_path, ("table2", "table4")) == []
    write_result(EXHIBIT, RESULT, tmp_path)
    assert read_results(tmp_path, ("table2", "table4")) == [RESULT]
    (tmp_path / "table2.json").write_text("{}")
    with pytest.raises(CorpusError, match=r"table2\.json: is no result"):
        read_results(tmp_path, ("table2", "table4"))


def test_splits_have_files_of_their_own(tmp_path: Path) -> None:
    by_file, by_project = (replace(RESULT, facts={"split": f"by {split}"}) for split in ("file", "project"))
    assert write_result(EXHIBIT, by_file, tmp_path)[0].name == "table4.json"
    assert write_result(EXHIBIT, by_project, tmp_path)[0].name == "table4-by-project.json"
    assert read_results(tmp_path, ("table4",)) == [by_file, by_project]
