"""The rates of one's own project, the most confident mistakes, and a sentence where there is too little."""

from __future__ import annotations

from pathlib import Path

from typilus.annotation_types import TypeLattice
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice
from typilus.lab.experiments.own_project.own_experiment import CONDITIONS, OwnMeasurement
from typilus.lab.experiments.own_project.own_report import OwnReport, report_of

ROOT = Path("/shop")


def symbol(name: str, truth: str, *suggested: tuple[str, float]) -> SymbolRecord:
    ranked = tuple(Voice(type_, probability, "typespace") for type_, probability in suggested)
    return SymbolRecord("parameter", "pay", name, 3, truth, ranked, (), (), {})


SYMBOLS = (
    symbol("right", "int", ("int", 0.95)),
    symbol("sure", "str", ("bytes", 0.92), ("str", 0.05)),
    symbol("unsure", "list[int]", ("list[str]", 0.4)),
    symbol("silent", "float"),
)


def report(symbols: tuple[SymbolRecord, ...], worst: int = 5) -> OwnReport:
    files = (FileRecord("shop", "shop/a.py", None, symbols),) if symbols else ()
    by_condition = dict.fromkeys(CONDITIONS, files)
    originals = {"shop/a.py": ROOT / "src" / "shop" / "a.py"}
    return report_of(OwnMeasurement(ROOT, by_condition, originals, TypeLattice({})), worst)


def test_rates_of_each_condition() -> None:
    found = report(SYMBOLS)
    assert [score.row.name for score in found.scores] == list(CONDITIONS)
    rates = found.scores[0].row.groups["all"]
    assert (rates.exact, rates.top5, rates.parametric) == (25.0, 50.0, 50.0)
    assert (found.scores[0].written, found.scores[0].precision) == (50.0, 50.0)
    assert found.to_json()["conditions"][3]["written_exact"] == 50.0
    assert [table.row_count for table in found.tables()] == [5, 4]


def test_mistakes_are_named_by_their_place_in_the_project() -> None:
    first, second = report(SYMBOLS).mistakes
    assert (first.place, first.symbol, first.suggested) == ("src/shop/a.py:3", "parameter pay.sure", "bytes")
    assert second.probability == 0.4
    assert len(report(SYMBOLS, worst=1).mistakes) == 1
    assert report(SYMBOLS).mistake_table().row_count == 2


def test_too_little_is_said_in_words() -> None:
    assert report(()).caution == ("nothing in these files is annotated: there is nothing to compare predictions with")
    assert report(SYMBOLS).caution == "only 4 annotated symbols in 1 file: the numbers are no more than a hint"
    assert report(SYMBOLS * 25).caution is None
    assert report(SYMBOLS[3:]).scores[0].precision is None
