"""The rates of a project under each condition, as tables and as JSON, and the most confident mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typilus.counting import counted
from typilus.lab.experiments.joined import GROUPS, FileRecord, Row, SymbolRecord, measure_row
from typilus.lab.experiments.own_project.own_experiment import CONDITIONS, OwnMeasurement
from typilus.options import AnnotateOptions

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["ConditionScore", "Mistake", "OwnReport", "report_of"]

ENOUGH = 100
"""With fewer symbols the interval is wider than most differences that somebody could ask about."""


@dataclass(frozen=True, slots=True)
class ConditionScore:
    """The rates under one condition.

    Attributes:
        row: Rates, interval and calibration.
        written: Percentage of symbols whose first suggestion reaches the probability that `annotate` asks for.
        precision: Percentage of these that are exactly what was annotated, None if there are none.
    """

    row: Row
    written: float
    precision: float | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A first suggestion that is not what was annotated, with the project's other files."""

    place: str
    symbol: str
    annotated: str
    suggested: str
    probability: float


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The scores by condition and the mistakes, the most confident first."""

    project: str
    files: int
    symbols: int
    scores: tuple[ConditionScore, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def caution(self) -> str | None:
        """A sentence where there is too little to measure, None otherwise."""
        if self.symbols >= ENOUGH:
            return None
        named = counted(self.symbols, "annotated symbol")
        if not self.symbols:
            return "nothing in these files is annotated: there is nothing to compare predictions with"
        return f"only {named} in {counted(self.files, 'file')}: the numbers are no more than a hint"

    def tables(self) -> list[Table]:
        """Return exact matches by group, and other rates of all symbols, a line for each condition."""
        groups = [name for name in GROUPS if self.scores[0].row.groups[name].count]
        exact = [[score.row.name, *(_rate(score.row.groups[name].exact) for name in groups)] for score in self.scores]
        counts = ["symbols", *(f"{self.scores[0].row.groups[name].count:,}" for name in groups)]
        least = AnnotateOptions().min_confidence
        header = ["", "exact", "95 %", "in five", "parametric", f"written at {least:g}", "right of these"]
        rates = [[score.row.name, *_cells(score)] for score in self.scores]
        return [
            _table("Exactly what was annotated, %", [["", *groups], *exact, counts]),
            _table("All symbols, %", [header, *rates]),
        ]

    def mistake_table(self) -> Table:
        """Return the mistakes."""
        rows = [
            [mistake.place, mistake.symbol, mistake.annotated, mistake.suggested, f"{mistake.probability:.0%}"]
            for mistake in self.mistakes
        ]
        header = ["", "symbol", "annotated", "suggested", "said"]
        return _table("The most confident suggestions that differ", [header, *rows], numbers=1)

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        return {
            "project": self.project,
            "files": self.files,
            "symbols": self.symbols,
            "caution": self.caution,
            "conditions": [
                {**score.row.to_json(), "written": _rounded(score.written), "written_exact": _rounded(score.precision)}
                for score in self.scores
            ],
            "mistakes": [
                {name: getattr(mistake, name) for name in Mistake.__dataclass_fields__} for mistake in self.mistakes
            ],
        }


def report_of(measurement: OwnMeasurement, worst: int) -> OwnReport:
    """Return the rates of a measurement, and so many of its mistakes."""
    first = measurement.files[CONDITIONS[0]]
    scores = tuple(_score(name, measurement) for name in CONDITIONS)
    mistakes = [
        _mistake(measurement, file, symbol)
        for file in first
        for symbol in file.symbols
        if symbol.ranked and symbol.ranked[0].type != symbol.truth
    ]
    mistakes.sort(key=lambda mistake: (-mistake.probability, mistake.place))
    count = sum(len(file.symbols) for file in first)
    return OwnReport(str(measurement.project), len(first), count, scores, tuple(mistakes[:worst]))


def _score(name: str, measurement: OwnMeasurement) -> ConditionScore:
    files = measurement.files[name]
    row = measure_row(name, files, lambda symbol: symbol.ranked, measurement.lattice)
    least = AnnotateOptions().min_confidence
    symbols = [symbol for file in files for symbol in file.symbols]
    sure = [symbol for symbol in symbols if symbol.ranked and symbol.ranked[0].probability >= least]
    right = sum(symbol.ranked[0].type == symbol.truth for symbol in sure)
    return ConditionScore(row, 100 * len(sure) / max(len(symbols), 1), 100 * right / len(sure) if sure else None)


def _mistake(measurement: OwnMeasurement, file: FileRecord, symbol: SymbolRecord) -> Mistake:
    original = measurement.originals[file.path]
    path = original.relative_to(measurement.project) if original.is_relative_to(measurement.project) else original
    name = ".".join(part for part in (symbol.scope, symbol.name) if part)
    best = symbol.ranked[0]
    return Mistake(f"{path}:{symbol.line}", f"{symbol.kind} {name}", symbol.truth, best.type, best.probability)


def _cells(score: ConditionScore) -> list[str]:
    rates, interval = score.row.groups["all"], score.row.interval
    right = "–" if score.precision is None else _rate(score.precision)
    numbers = map(_rate, (rates.top5, rates.parametric, score.written))
    return [_rate(rates.exact), f"{interval.low:.0f}–{interval.high:.0f}", *numbers, right]


def _rate(value: float) -> str:
    return f"{value:.1f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _table(title: str, cells: Sequence[Sequence[str]], numbers: int | None = None) -> Table:
    """A table. The last `numbers` columns are numbers, by default all but the first."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, box=SIMPLE_HEAD, pad_edge=False)
    texts = 1 if numbers is None else len(cells[0]) - numbers
    for number, name in enumerate(cells[0]):
        table.add_column(name, justify="left" if number < texts else "right")
    for line in cells[1:]:
        table.add_row(*line)
    return table
