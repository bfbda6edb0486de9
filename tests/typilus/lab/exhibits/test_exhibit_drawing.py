"""Pictures of tables show every number, ours and the paper's."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from typilus.lab.exhibits.exhibit_drawing import draw_columns, draw_lines
from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult, Line

RESULT = ExhibitResult(
    "table2",
    "T",
    ("exact", "common", "neutral", "common"),
    (
        Line("a", (Cell(1.0, 0.5, 2.0), Cell(3.0), Cell(4.0), Cell(5.0, None, 6.0))),
        Line("b", (Cell(paper=7.0), Cell(), Cell(), Cell()), reason="broke"),
        Line("c", (Cell(), Cell(), Cell(), Cell()), reason="broke"),
    ),
)


def widths(panel: Axes) -> list[float]:
    return [bar.get_width() for bar in panel.patches if isinstance(bar, Rectangle)]


def test_a_panel_a_column() -> None:
    figure = draw_columns(RESULT, (0, 1, 3), "%")
    first, second, third = figure.axes
    assert [panel.get_title() for panel in figure.axes] == ["exact", "exact, common", "neutral, common"]
    assert widths(first) == [1.0, 0.0]  # c has no number at all
    assert [label.get_text() for label in first.get_yticklabels()] == ["a", "b"]
    diamonds = next(line for line in first.lines if line.get_marker() == "D")
    assert np.asarray(diamonds.get_xdata()).tolist() == [2.0, 7.0]
    assert widths(second) == [3.0, 0.0]
    assert third.get_xlim() == (0, 100)
    assert {text.get_text() for text in figure.legends[0].get_texts()} == {"here", "paper"}


def test_a_panel_a_line() -> None:
    figure = draw_lines(RESULT, RESULT.lines[:1], "%")
    (panel,) = figure.axes
    assert widths(panel) == [1.0, 3.0, 4.0, 5.0]
    assert panel.get_xlabel() == "%"
