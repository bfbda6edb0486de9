"""Tables whose lines are models: each column is a criterion on a group of symbols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from typilus.lab.exhibits.exhibit_values import Cell, Line
from typilus.lab.exhibits.laboratory import RowOutcome
from typilus.lab.exhibits.run_measures import RunMeasures

__all__ = ["BUDGET_NOTE", "TableColumn", "lookup_line", "model_lines"]

BUDGET_NOTE: Final = (
    "All rows learn from the same files equally often, as many times as the budget allows for all of them together; "
    "an error is one standard error, over seeds, or for a single seed over files that are drawn anew."
)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: the percentage of a group's symbols whose best prediction satisfies a criterion."""

    head: str
    criterion: str
    group: str = "all"


def model_lines(outcomes: Sequence[RowOutcome], columns: Sequence[TableColumn]) -> tuple[Line, ...]:
    """A line a row, with the paper's numbers."""
    lines = []
    for outcome in outcomes:
        cells = []
        for number, column in enumerate(columns):
            estimate = outcome.rate(column.criterion, column.group)
            value, error = (None, None) if estimate is None else (estimate.value, estimate.error)
            cells.append(Cell(value, error, outcome.row.paper_cell(number)))
        lines.append(Line(outcome.row.name, tuple(cells), outcome.effort, outcome.reason))
    return tuple(lines)


def lookup_line(outcomes: Sequence[RowOutcome], columns: Sequence[TableColumn]) -> tuple[Line, ...]:
    """The line of the look-up by name, which is asked the same.

    Returns:
        One line, none if no row was measured.
    """
    measures: RunMeasures | None = next((own for outcome in outcomes for own in outcome.measures), None)
    if measures is None:
        return ()
    estimates = [measures.lookup[column.criterion][column.group] for column in columns]
    cells = tuple(Cell() if estimate is None else Cell(estimate.value, estimate.error) for estimate in estimates)
    return (Line("look-up by name (ours)", cells, "no training"),)
