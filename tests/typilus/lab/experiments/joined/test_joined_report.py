"""Tables, JSON, Markdown and picture of the rows."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from tests.typilus.lab.experiments.joined.small_records import file_of, symbol_of
from typilus.annotation_types import TypeLattice
from typilus.lab.experiments.joined.joined_experiment import JoinedSettings, Measurement
from typilus.lab.experiments.joined.joined_report import joined_tables, write_joined_report
from typilus.lab.experiments.joined.measures import Row
from typilus.lab.experiments.joined.rows import cross_validated_rows, rows_of, step_rows

FILES = tuple(
    file_of(name, *(symbol_of("int", "typespace int 0.8", f"name shop.Till {line / 40}") for line in range(1, 30)))
    for name in ("a", "b")
)
MEASUREMENT = Measurement(JoinedSettings(imports="bare"), FILES)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of(MEASUREMENT, TypeLattice())


def test_a_row_for_each_source_and_one_for_all(rows: list[Row]) -> None:
    joined = "joined, with the project, bare imports"
    assert [row.name for row in rows] == ["name", "typespace", "called proved", joined]
    assert [row.groups["all"].exact for row in rows[:2]] == [0.0, 100.0]


def test_steps_add_one_source_after_the_other() -> None:
    found = step_rows([MEASUREMENT], TypeLattice())
    assert [row.name.partition(", with")[0] for row in found] == ["typespace, ranked", "+ name"]
    (joined,) = cross_validated_rows([MEASUREMENT], TypeLattice())
    assert joined.groups["all"].exact == found[-1].groups["all"].exact == 100.0


def test_files(tmp_path: Path, rows: list[Row]) -> None:
    written = write_joined_report(tmp_path / "report", rows)
    assert [path.name for path in written[:2]] == ["joined.json", "joined.md"]
    assert all(path.stat().st_size > 100 for path in written)
    plain = json.loads(written[0].read_text())
    assert [each["name"] for each in plain] == [row.name for row in rows]
    assert "| typespace | 100.0 |" in written[1].read_text()
    assert "| ECE by chance |" in written[1].read_text()


def test_tables(rows: list[Row]) -> None:
    sink = io.StringIO()
    for table in joined_tables(rows):
        Console(file=sink, width=80).print(table)
    assert "typespace" in sink.getvalue()
    assert "100.0" in sink.getvalue()
    assert "58" in sink.getvalue()
    assert "…" not in sink.getvalue()
