"""A row for each source, for what is called proved, and for all of them joined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.typilus.lab.experiments.joined.small_records import file_of, symbol_of
from typilus.annotation_types import TypeLattice
from typilus.lab.experiments.joined.joined_experiment import JoinedSettings, Measurement
from typilus.lab.experiments.joined.measures import Row
from typilus.lab.experiments.joined.records import FileRecord, Voice
from typilus.lab.experiments.joined.rows import cross_validated_rows, rows_of, step_rows


def measurement(*files: FileRecord) -> Measurement:
    return Measurement(JoinedSettings(with_project=False), files)


def exact(rows: list[Row]) -> dict[str, float]:
    return {row.name: row.groups["all"].exact for row in rows}


@pytest.fixture
def measured() -> Measurement:
    """`value` is always right and not sure of it, `typespace` right once; some of it is called proved."""
    return measurement(
        file_of("a", symbol_of("int", "value int 0.4", "typespace str 0.9"), symbol_of("str", "typespace str 0.8")),
        file_of("b", symbol_of("int", "proved int 1.0", "value int 0.3"), symbol_of("str", "value str 0.2")),
    )


def test_each_source_is_measured_alone_over_all_symbols(measured: Measurement) -> None:
    rows = rows_of(measured, TypeLattice())
    assert exact(rows) == {
        "proved": 25.0,
        "typespace": 25.0,
        "value": 75.0,
        "called proved": 25.0,
        "joined, file alone": 75.0,
    }
    assert {row.groups["all"].count for row in rows} == {4}
    assert next(row for row in rows if row.name == "value").groups["all"].precision == 100.0


def test_a_source_is_heard_of_what_was_rejected_and_once_of_each_type() -> None:
    symbol = symbol_of("shop.Till", "name int 0.3", "name str 0.5", "name int 0.2", "name bytes 0.1", "name float 0.1")
    symbol = replace(symbol, rejected=(Voice("shop.Till", 0.25, "name"),))
    row = rows_of(measurement(file_of("a", symbol)), TypeLattice())[0]
    assert row.name == "name"
    assert (row.groups["all"].exact, row.groups["all"].top5) == (0.0, 100.0), "it is the third of five types"


def test_only_a_first_suggestion_is_called_proved() -> None:
    proved, other = Voice("int", 1.0, "proved"), Voice("int", 0.9, "value")
    symbols = [replace(symbol_of("int"), ranked=ranked) for ranked in ((proved,), (other, proved), ())]
    called = next(
        row for row in rows_of(measurement(file_of("a", *symbols)), TypeLattice()) if row.name == "called proved"
    )
    assert called.groups["all"].coverage == pytest.approx(100 / 3)


def test_files_that_were_left_out_count_nowhere(measured: Measurement) -> None:
    odd = replace(file_of("c", symbol_of("int", "odd str 0.9")), left_out="cannot be read")
    more = Measurement(measured.settings, (*measured.files, odd))
    lattice = TypeLattice()
    assert rows_of(more, lattice) == rows_of(measured, lattice)
    assert step_rows([more], lattice) == step_rows([measured], lattice)
    assert cross_validated_rows([more], lattice) == cross_validated_rows([measured], lattice)


def test_each_measurement_has_its_rows(measured: Measurement) -> None:
    other = replace(measured, settings=replace(measured.settings, cold=True))
    names = [row.name for row in cross_validated_rows([measured, other], TypeLattice())]
    assert names == ["joined, file alone", "joined, with the project, never annotated"]
    steps = [row.name for row in step_rows([measured, other], TypeLattice())]
    assert steps[0] == "typespace, ranked, file alone"
    assert steps[-1].endswith(", with the project, never annotated")
    assert len(steps) == 2 * len(step_rows([measured], TypeLattice()))


def test_nothing_measured_gives_rows_without_symbols() -> None:
    assert exact(rows_of(measurement(), TypeLattice())) == {"called proved": 0.0, "joined, file alone": 0.0}
    assert step_rows([measurement()], TypeLattice()) == []


def test_steps_add_the_sources_in_the_order_of_the_report_and_strangers_last(measured: Measurement) -> None:
    strange = file_of("c", symbol_of("int", "another int 0.5"), symbol_of("int", "composition list[int] 0.5"))
    rows = step_rows([Measurement(measured.settings, (*measured.files, strange))], TypeLattice())
    names = ["typespace, ranked", "+ value", "+ composition", "+ another", "+ proved"]
    names = [f"{name}, file alone" for name in names]
    assert [row.name for row in rows] == names
    covered = [row.groups["all"].coverage for row in rows]
    assert covered == sorted(covered)
    assert covered[0] < covered[-1] == 100.0
