"""The similarity losses, each with the learning rate that suits it best.

Eq. 4 is trained with each of them in the place of Eq. 3. Rates are chosen on the validation side, and only what was
chosen is measured on the test side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from typilus.lab.exhibits.exhibit_stage import Stage
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.learning_rates import RateTrials, part_of_budget, try_rates
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.model_table import BUDGET_NOTE, TableColumn, lookup_line, model_lines
from typilus.lab.experiments.network import new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["COLUMNS", "EXHIBIT", "ROWS"]

_RATE: Final = "rate, 1e-4"
_UNIT: Final = 1e-4
_OTHERS_TO_TRY: Final = "the budget was spent before all rates of all losses were tried; the same command goes on"
COLUMNS: Final = (
    TableColumn("exact", "exact"),
    TableColumn("parametric", "parametric"),
    TableColumn("neutral", "neutral"),
    TableColumn("common", "exact", "common"),
    TableColumn("rare", "exact", "rare"),
)


def _row(name: str, similarity: str) -> ModelRow:
    return ModelRow(name, {**TYPILUS.changes, "similarity": similarity})


ROWS: Final = (
    _row("space (Eq. 3)", "space"),
    _row("hinge (Eq. 3 as released)", "hinge"),
    _row("neighbor (NCA)", "neighbor"),
    _row("contrastive", "contrastive"),
)


def _make(laboratory: Laboratory) -> ExhibitResult:
    trials = try_rates(laboratory, ROWS)
    is_stopped = any(tried.is_stopped for tried in trials)  # then the plan for the best rates is made another time
    rows = [row for row in (tried.best_row for tried in trials) if row is not None and not is_stopped]
    outcomes = laboratory.run(rows, Stage(1 - part_of_budget(trials)))
    measured = {line.name: line for line in model_lines(outcomes, COLUMNS)}
    return ExhibitResult(
        "losses",
        "Similarity losses in Eq. 4, each with its best learning rate, %",
        (_RATE, *(column.head for column in COLUMNS)),
        (
            *(_line(tried, measured.get(tried.row.name)) for tried in trials),
            *(_with_rate(line, None) for line in lookup_line(outcomes, COLUMNS)),
        ),
        (
            BUDGET_NOTE,
            "Common and rare are exact matches of types with at least 100 labels on the training side, and with fewer.",
            f"The rate of each loss is that with the most exact matches on the validation side{_effort(trials)}; the "
            "test side takes no part in it. Of exact matches there, in %: "
            + "; ".join(f"{tried.row.changes['similarity']} {_rates(tried)}" for tried in trials)
            + ".",
        ),
        laboratory.facts,
        {"trials": {tried.row.name: _plain(tried) for tried in trials}},
    )


def _line(tried: RateTrials, measured: Line | None) -> Line:
    if measured is None:
        reason = tried.reason or _OTHERS_TO_TRY
        return Line(tried.row.name, (Cell(),) * (1 + len(COLUMNS)), "", reason)
    return _with_rate(measured, tried.best)


def _with_rate(line: Line, rate: float | None) -> Line:
    cell = Cell(None if rate is None else rate / _UNIT)
    return Line(line.name, (cell, *line.cells), line.effort, line.reason)


def _effort(trials: Sequence[RateTrials]) -> str:
    """The training of one trial, in words."""
    amounts = {run.record.amount.size for tried in trials for out in tried.outcomes.values() for run in out.runs}
    return "".join(f", after one run of {size:.3g} epochs for each rate" for size in amounts)


def _rates(tried: RateTrials) -> str:
    return ", ".join(f"{estimate.value:.1f} at {rate:g}" for rate, estimate in tried.exact.items()) or "none"


def _plain(tried: RateTrials) -> dict[str, list[float | None]]:
    exact = tried.exact
    return {
        "rate": list(exact),
        "exact": [estimate.value for estimate in exact.values()],
        "error": [estimate.error for estimate in exact.values()],
    }


def _draw(result: ExhibitResult) -> Figure:
    figure = new_figure(11.0, 4.0)
    tried, measured = figure.subplots(1, 2)
    rates: set[float] = set()
    for number, (name, trials) in enumerate(result.data["trials"].items()):
        rates.update(trials["rate"])
        beside = np.array(trials["rate"]) * 1.04 ** (number - 1.5)  # so that errors do not hide each other
        errors = [error or 0.0 for error in trials["error"]]
        tried.errorbar(
            beside, trials["exact"], errors, label=name, color=f"C{number}", marker="o", elinewidth=0.8, capsize=2
        )
    tried.set(title="rates tried, validation side", xlabel="learning rate", ylabel="exact match, %", xscale="log")
    tried.set_xticks(sorted(rates), [f"{rate:g}" for rate in sorted(rates)])
    tried.minorticks_off()
    _draw_measured(measured, result)
    for panel in (tried, measured):
        panel.grid(axis="y", alpha=0.3)
    handles, labels = tried.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, fontsize="small", frameon=False)
    return figure


def _draw_measured(panel: Axes, result: ExhibitResult) -> None:
    """Bars of each column, one a loss that has numbers."""
    columns = [number for number, head in enumerate(result.columns) if head != _RATE]
    positions = np.arange(len(columns))
    for number, name in enumerate(result.data["trials"]):
        line = next(line for line in result.lines if line.name == name)
        cells = [line.cells[column] for column in columns]
        if any(cell.value is None for cell in cells):
            continue
        values, errors = [cell.value or 0.0 for cell in cells], [cell.error or 0.0 for cell in cells]
        centers = positions + 0.2 * (number - 1.5)
        panel.bar(centers, values, width=0.19, yerr=errors, color=f"C{number}", ecolor="0.3", capsize=2)
    panel.set_xticks(positions, [result.columns[column] for column in columns])
    panel.set(title="best rate, test side", ylabel="% of symbols", ylim=(0, 100))


EXHIBIT: Final = Exhibit("losses", _make, _draw)
