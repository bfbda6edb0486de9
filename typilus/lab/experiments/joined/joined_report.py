"""The measurement as tables, as JSON and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typilus.lab.experiments.joined.measures import GROUPS, Row
from typilus.lab.experiments.network.plots import new_figure
from typilus.lab.experiments.report_files import write_report_files

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from rich.console import JustifyMethod
    from rich.table import Table

__all__ = ["draw_rows", "joined_markdown", "joined_tables", "write_joined_report"]

_RATES = ("exact", "top5", "parametric", "neutral", "coverage", "precision")
_NAMES = ("exact", "in five", "parametric", "neutral", "coverage", "precision")


def joined_tables(rows: Sequence[Row]) -> list[Table]:
    """Return tables of exact matches by group and of other rates of all symbols. The Markdown has those by project."""
    return [
        _table("Exact match, %: each source by itself, and all joined", _exact(rows)),
        _table("All symbols, %; 95 % interval of exact; expected calibration error", _all(rows)),
    ]


def joined_markdown(rows: Sequence[Row]) -> str:
    """The same tables as Markdown."""
    parts = []
    for cells in (_exact(rows), _with_chance(rows), _by_project(rows)):
        header = cells[0]
        lines = [header, ["---", *["---:"] * (len(header) - 1)], *cells[1:]]
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n")
    return "\n".join(parts)


def draw_rows(rows: Sequence[Row]) -> Figure:
    """Precision against the share of symbols with a prediction, and what is said against what comes true.

    Raises:
        TypilusError: Matplotlib is not installed.
    """
    figure = new_figure(9.6, 4.2)
    curves, reliability = figure.subplots(1, 2)
    for row in rows:
        line = curves.plot([x for x, _, _ in row.precision_at], [y for _, y, _ in row.precision_at], label=row.name)
        reliability.plot(row.reliability.said, row.reliability.true, marker="o", color=line[0].get_color())
    reliability.plot([0, 1], [0, 1], color="0.6", linestyle=":")
    curves.set(xlabel="share of symbols with a prediction", ylabel="share that is exact", xlim=(0, 1), ylim=(0, 1))
    reliability.set(xlabel="probability as said", ylabel="share that is exact", xlim=(0, 1), ylim=(0, 1))
    for panel in (curves, reliability):
        panel.grid(alpha=0.3)
    curves.legend(fontsize="x-small", loc="lower left")
    return figure


def write_joined_report(folder: Path, rows: Sequence[Row]) -> list[Path]:
    """Write `joined.json`, `joined.md` and, with matplotlib, `joined.png`, and return the written paths."""
    return write_report_files(folder, "joined", rows, joined_markdown(rows), lambda: draw_rows(rows))


def _table(title: str, cells: Sequence[Sequence[str]]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=title, box=SIMPLE_HEAD, padding=0, pad_edge=False)
    for name in cells[0]:
        justify: JustifyMethod = "right" if table.columns else "left"
        table.add_column(name.replace("-", " "), justify=justify, min_width=5 if table.columns else 12)
    for line in cells[1:]:
        table.add_row(*line)
    return table


def _exact(rows: Sequence[Row]) -> list[list[str]]:
    counts = [f"{rows[0].groups[group].count:,}" for group in GROUPS] if rows else []
    lines = [[row.name, *(f"{row.groups[group].exact:.1f}" for group in GROUPS)] for row in rows]
    return [["", *GROUPS], *lines, ["symbols", *counts]]


def _all(rows: Sequence[Row]) -> list[list[str]]:
    lines = [
        [
            row.name,
            *(f"{getattr(row.groups['all'], name):.1f}" for name in _RATES),
            f"{row.interval.low:.0f}–{row.interval.high:.0f}",
            f"{row.reliability.error:.3f}",
        ]
        for row in rows
    ]
    return [["", *_NAMES, "95 %", "ECE"], *lines]


def _with_chance(rows: Sequence[Row]) -> list[list[str]]:
    """The same with the calibration error that a perfectly calibrated ranking would show, too."""
    header, *lines = _all(rows)
    chances = (f"{row.reliability.by_chance:.3f}" for row in rows)
    return [[*header, "ECE by chance"], *([*line, chance] for line, chance in zip(lines, chances, strict=True))]


def _by_project(rows: Sequence[Row]) -> list[list[str]]:
    names = list(rows[0].projects) if rows else []
    return [["", *names], *([row.name, *(f"{row.projects[name].exact:.1f}" for name in names)] for row in rows)]
