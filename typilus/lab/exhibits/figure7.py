"""Figure 7: accepted predictions against the share of symbols that get one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typilus.lab.exhibits.checker_trials import CHECKER_NAMES, run_checker_trials
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.experiments.network import new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from typilus.lab.experiments.checkers import CheckerSummary

__all__ = ["EXHIBIT"]

_RECALLS: Final = (0.2, 0.4, 0.6, 0.8, 1.0)
_PAPER: Final = {"mypy": 89.0, "pytype": 83.0}
"""Of all predictions (Table 5); the curves have no numbers."""


def _make(laboratory: Laboratory) -> ExhibitResult:
    trials = run_checker_trials(laboratory)
    summaries = trials.summaries()
    lines = [
        Line(name, _cells(name, summaries.get(name)), trials.outcome.effort, trials.reasons.get(name))
        for name in CHECKER_NAMES
    ]
    curves = {
        name: {"recall": summary.curve.recall, "precision": summary.curve.precision}
        for name, summary in summaries.items()
    }
    return ExhibitResult(
        "figure7",
        "Figure 7: predictions that raise no new error, % of those made, at a recall of so many % of the symbols",
        tuple(f"{recall:.0%}" for recall in _RECALLS),
        tuple(lines),
        ("The verdicts are those of Table 5. The paper's curves have no numbers but the one of all predictions.",),
        {**laboratory.facts, "predictions": str(laboratory.settings.predictions)},
        {"curves": curves},
    )


def _cells(name: str, summary: CheckerSummary | None) -> tuple[Cell, ...]:
    cells = []
    for recall in _RECALLS:
        point = None if summary is None else summary.curve.at_recall(recall - 1e-9)
        paper = _PAPER[name] if recall == _RECALLS[-1] else None
        cells.append(Cell(None if point is None else 100 * point[1], None, paper))
    return tuple(cells)


def _draw(result: ExhibitResult) -> Figure:
    figure = new_figure(5.2, 3.8)
    panel = figure.subplots()
    for name, curve in result.data["curves"].items():
        panel.plot(curve["recall"], curve["precision"], label=name)
    panel.set(xlabel="recall: share of symbols with a prediction", ylabel="precision: share that passes")
    panel.set(xlim=(0, 1), ylim=(0, 1.02))
    panel.grid(alpha=0.3)
    if result.data["curves"]:
        panel.legend(loc="lower left")
    return figure


EXHIBIT: Final = Exhibit("figure7", _make, _draw)
