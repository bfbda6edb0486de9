"""Table 2: three encoders by three objectives, and a transformer."""

from __future__ import annotations

from typing import Final

from typilus.lab.exhibits.exhibit_drawing import draw_columns
from typilus.lab.exhibits.exhibit_values import Exhibit, ExhibitResult
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.model_table import BUDGET_NOTE, TableColumn, lookup_line, model_lines

__all__ = ["EXHIBIT", "ROWS"]

COLUMNS: Final = (
    TableColumn("exact", "exact"),
    TableColumn("common", "exact", "common"),
    TableColumn("rare", "exact", "rare"),
    TableColumn("parametric", "parametric"),
    TableColumn("common", "parametric", "common"),
    TableColumn("rare", "parametric", "rare"),
    TableColumn("neutral", "neutral"),
)


def _row(name: str, encoder: str, objective: str, *paper: float) -> ModelRow:
    return ModelRow(name, {"encoder": encoder, "objective": objective}, paper)


ROWS: Final = (
    _row("Seq2Class", "sequence", "class", 39.6, 63.8, 4.6, 41.2, 64.6, 7.6, 30.4),
    _row("Seq2Space", "sequence", "space", 47.4, 62.2, 24.5, 51.8, 63.7, 32.2, 48.9),
    _row("Seq-Typilus", "sequence", "typilus", 52.4, 71.7, 24.9, 59.7, 74.2, 39.3, 53.9),
    _row("Path2Class", "path", "class", 37.5, 60.5, 5.2, 39.0, 61.1, 7.9, 34.0),
    _row("Path2Space", "path", "space", 42.3, 61.9, 14.5, 47.4, 63.6, 24.8, 43.7),
    _row("Path-Typilus", "path", "typilus", 43.2, 63.8, 13.8, 49.2, 65.8, 25.7, 44.7),
    _row("Graph2Class", "graph", "class", 46.1, 74.5, 5.9, 48.8, 75.4, 11.2, 46.9),
    _row("Graph2Space", "graph", "space", 50.5, 69.7, 23.1, 58.4, 72.5, 38.4, 51.9),
    ModelRow(TYPILUS.name, TYPILUS.changes, (54.6, 77.2, 22.5, 64.1, 80.3, 41.2, 56.3)),
    _row("Transformer-Typilus", "transformer", "typilus"),
)


def _make(laboratory: Laboratory) -> ExhibitResult:
    outcomes = laboratory.run(ROWS)
    return ExhibitResult(
        "table2",
        "Table 2: matches of the best prediction, %",
        tuple(column.head for column in COLUMNS),
        model_lines(outcomes, COLUMNS) + lookup_line(outcomes, COLUMNS),
        (
            BUDGET_NOTE,
            "Common types have at least 100 labels on the training side. The paper averages two seeds, and says of "
            "transformers only that they did not improve on Seq-Typilus.",
        ),
        laboratory.facts,
    )


EXHIBIT: Final = Exhibit("table2", _make, lambda result: draw_columns(result, (0, 1, 2, 6), "% of symbols"))
