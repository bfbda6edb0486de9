"""Pictures of tables: bars with errors, and the paper's numbers as diamonds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult, Line
from typilus.lab.experiments.network import new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["CRITERION_NAMES", "draw_columns", "draw_lines"]

CRITERION_NAMES: Final = {
    "exact": "exact match",
    "parametric": "up to parametric type",
    "neutral": "type neutral",
}


def draw_columns(result: ExhibitResult, columns: Sequence[int], unit: str) -> Figure:
    """A panel a column with a bar a line.

    Raises:
        TypilusError: Matplotlib is not installed.
    """
    lines = [line for line in result.lines if any(_has_number(line.cells[column]) for column in columns)]
    figure = new_figure(2.6 * len(columns) + 1.8, 0.34 * len(lines) + 1.3)
    panels = figure.subplots(1, len(columns), squeeze=False, sharey=True)[0]
    for panel, column in zip(panels, columns, strict=True):
        _draw_bars(panel, [line.name for line in lines], [line.cells[column] for line in lines])
        head = result.columns[column]
        first = result.columns.index(head)
        above = next((result.columns[number] for number in range(column, -1, -1) if _is_main(result, number)), head)
        panel.set(title=head if above == head and first == column else f"{above}, {head}", xlabel=unit)
    _add_legend(figure, panels[0])
    return figure


def draw_lines(result: ExhibitResult, lines: Sequence[Line], unit: str) -> Figure:
    """A panel a line with a bar a column.

    Raises:
        TypilusError: Matplotlib is not installed.
    """
    figure = new_figure(2.9 * len(lines) + 1.4, 0.34 * len(result.columns) + 1.3)
    panels = figure.subplots(1, len(lines), squeeze=False, sharey=True)[0]
    for panel, line in zip(panels, lines, strict=True):
        _draw_bars(panel, result.columns, line.cells)
        panel.set(title=line.name, xlabel=unit)
    _add_legend(figure, panels[0])
    return figure


def _has_number(cell: Cell) -> bool:
    return cell.value is not None or cell.paper is not None


def _is_main(result: ExhibitResult, column: int) -> bool:
    """Return whether a column is of all symbols, not of a group of them."""
    return result.columns[column] not in ("common", "rare")


def _draw_bars(panel: Axes, names: Sequence[str], cells: Sequence[Cell]) -> None:
    positions = range(len(names))
    values = [cell.value or 0.0 for cell in cells]
    errors = [cell.error or 0.0 for cell in cells]
    panel.barh(positions, values, xerr=errors, color="C0", ecolor="0.3", capsize=2, height=0.7, label="here")
    papers = [(position, cell.paper) for position, cell in zip(positions, cells, strict=True) if cell.paper is not None]
    if papers:
        heights, numbers = zip(*papers, strict=True)
        panel.plot(
            numbers, heights, label="paper", linestyle="none", marker="D", color="C1", markersize=5, clip_on=False
        )
    panel.set_yticks(positions, names)
    panel.set_ylim(len(names) - 0.4, -0.6)
    panel.set_xlim(0, 100)
    panel.grid(axis="x", alpha=0.3)


def _add_legend(figure: Figure, panel: Axes) -> None:
    handles, labels = panel.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper right", ncols=2, fontsize="small", frameon=False)
