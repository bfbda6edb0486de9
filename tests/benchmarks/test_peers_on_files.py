"""The stack of peers, their precision, and which files are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.contract import SymbolKey
from benchmarks.peers_on_files import Said, could_be_label, drawn, precision_of, row_of, stacked, table_of
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord


def symbol(name: str, truth: str) -> SymbolRecord:
    return SymbolRecord("variable", "", name, 1, truth, (), (), (), {})


def key(name: str) -> SymbolKey:
    return SymbolKey("variable", "", name, 1)


FILE = FileRecord("shop", "a.py", None, (symbol("x", "int"), symbol("y", "str"), symbol("z", "shop.Shop")))
PLACE = ("shop", "a.py")
SURE: Said = {PLACE: {key("x"): "int"}}
BOLD: Said = {PLACE: {key("x"): "str", key("y"): "str", key("z"): "int"}}


def test_precision_is_of_answers() -> None:
    assert precision_of(SURE, [FILE]) == 1.0
    assert precision_of(BOLD, [FILE]) == pytest.approx(1 / 3)
    assert precision_of({}, [FILE]) == 0.0


def test_the_first_answer_wins() -> None:
    assert stacked([SURE, BOLD], [FILE]) == {PLACE: {key("x"): "int", key("y"): "str", key("z"): "int"}}


def test_rates(tmp_path: Path) -> None:
    row = row_of("stack", stacked([SURE, BOLD], [FILE]), [FILE], tmp_path)
    assert row.groups["all"].exact == pytest.approx(200 / 3)
    assert row.groups["user-defined"].exact == 0.0
    alone = row_of("sure", SURE, [FILE], tmp_path)
    assert alone.groups["all"].coverage == pytest.approx(100 / 3)
    assert alone.groups["all"].precision == pytest.approx(100.0)
    assert table_of([row, alone], "all").row_count == 3


def test_drawing_goes_round_the_projects() -> None:
    files = [FileRecord(project, f"{number}.py") for project in ("a", "b") for number in range(5)]
    assert sorted(each.project for each in drawn(files, 4)) == ["a", "a", "b", "b"]
    assert drawn(files, 4) == drawn(files, 8)[:4]
    assert len(drawn(files, None)) == 10


def test_what_could_not_be_a_label_is_no_answer() -> None:
    assert could_be_label("int | None")
    assert not any(map(could_be_label, ("None", "typing.Any", "list[")))
