"""The experiment as a table, as JSON and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.lab.experiments.checkers.summary import CheckerSummary
from typilus.lab.experiments.checkers.trials import Transition
from typilus.lab.experiments.network.plots import new_figure
from typilus.lab.experiments.report_files import write_report_files

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from rich.table import Table

__all__ = ["checker_markdown", "checker_table", "draw_checker_curves", "write_checker_report"]

_ROWS = ((Transition.ADDED, "none → τ"), (Transition.CHANGED, "τ → τ′"), (Transition.SAME, "τ → τ"))
_RECALL = 0.8


def checker_table(summaries: Sequence[CheckerSummary]) -> Table:
    """Proportion and accuracy by what a prediction changes (paper, Table 5), and the curve where 80 % get one."""
    from rich.table import Table

    table = Table(title="Predictions that raise no new error, %")
    for name in _header(summaries):
        table.add_column(name, justify="right" if table.columns else "left")
    rows = _rows(summaries)
    for index, row in enumerate(rows):
        table.add_row(*row, end_section=index in (len(_ROWS) - 1, len(rows) - 2))
    return table


def checker_markdown(summaries: Sequence[CheckerSummary]) -> str:
    """The same table as Markdown."""
    header = _header(summaries)
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *_rows(summaries)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def draw_checker_curves(summaries: Sequence[CheckerSummary]) -> Figure:
    """Share of suggestions that pass against the share of symbols with one (paper, Fig. 7).

    Raises:
        TypilusError: Matplotlib is not installed.
    """
    figure = new_figure(5.2, 3.8)
    panel = figure.subplots()
    for summary in summaries:
        panel.plot(summary.curve.recall, summary.curve.precision, label=summary.checker)
    panel.set(xlabel="recall: share of symbols with a suggestion", ylabel="precision: share that passes", xlim=(0, 1))
    panel.set_ylim(top=1)
    panel.grid(alpha=0.3)
    panel.legend(loc="lower left")
    return figure


def write_checker_report(folder: Path, summaries: Sequence[CheckerSummary]) -> list[Path]:
    """Write `checkers.json`, `checkers.md` and, with matplotlib, `checkers.png`, and return the written paths."""
    return write_report_files(
        folder, "checkers", summaries, checker_markdown(summaries), lambda: draw_checker_curves(summaries)
    )


def _header(summaries: Sequence[CheckerSummary]) -> list[str]:
    return ["", *(f"{summary.checker} {column}" for summary in summaries for column in ("prop.", "acc."))]


def _rows(summaries: Sequence[CheckerSummary]) -> list[list[str]]:
    rows = []
    for transition, name in _ROWS:
        row = [name]
        for summary in summaries:
            row += [f"{summary.proportion(transition):.1f}", f"{summary.transitions[transition].accuracy:.1f}"]
        rows.append(row)
    overall, counts, at_recall = ["overall"], ["predictions, files"], [f"at recall {_RECALL:.0%}"]
    for summary in summaries:
        overall += ["100.0" if summary.overall.judged else "0.0", f"{summary.overall.accuracy:.1f}"]
        counts += [f"{summary.overall.judged:,}", f"{summary.files:,}"]
        point = summary.curve.at_recall(_RECALL)
        at_recall += ["p ≥ –", "–"] if point is None else [f"p ≥ {point[0]:.2f}", f"{100 * point[1]:.1f}"]
    return [*rows, overall, at_recall, counts]
