"""Table 4: the model without parts of its graph, and with other initial states."""

from __future__ import annotations

from typing import Final

from graph_extraction import TABLE_1, EdgeType
from typilus.lab.exhibits.exhibit_drawing import draw_columns
from typilus.lab.exhibits.exhibit_values import Exhibit, ExhibitResult
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.model_rows import TYPILUS, ModelRow
from typilus.lab.exhibits.model_table import BUDGET_NOTE, TableColumn, lookup_line, model_lines

__all__ = ["EXHIBIT", "ROWS"]

COLUMNS: Final = (TableColumn("exact", "exact"), TableColumn("neutral", "neutral"))


def _without(name: str, *removed: EdgeType, paper: tuple[float, float]) -> ModelRow:
    kept = [relation for relation in TABLE_1 if relation not in removed]
    return ModelRow(name, {**TYPILUS.changes, "relations": kept}, paper)


def _with(name: str, paper: tuple[float, float], **changes: object) -> ModelRow:
    return ModelRow(name, {**TYPILUS.changes, **changes}, paper)


ROWS: Final = (
    _with("Only names (no GNN)", (38.8, 40.4), steps=0, roles=False),
    _without("No syntactic edges", EdgeType.NEXT_TOKEN, EdgeType.CHILD, paper=(53.7, 55.6)),
    _without("No NEXT_TOKEN", EdgeType.NEXT_TOKEN, paper=(54.7, 56.3)),
    _without("No CHILD", EdgeType.CHILD, paper=(48.4, 50.2)),
    _without("No NEXT_*USE", EdgeType.NEXT_MAY_USE, EdgeType.NEXT_LEXICAL_USE, paper=(54.7, 56.4)),
    _with("Full model – tokens", (53.7, 55.4), initial_states="tokens"),
    _with("Full model – characters", (53.4, 55.0), initial_states="characters"),
    _with("Full model – subtokens", (54.6, 56.3)),
)


def _make(laboratory: Laboratory) -> ExhibitResult:
    outcomes = laboratory.run(ROWS)
    return ExhibitResult(
        "table4",
        "Table 4: ablations of Typilus, %",
        tuple(column.head for column in COLUMNS),
        model_lines(outcomes, COLUMNS) + lookup_line(outcomes, COLUMNS),
        (
            BUDGET_NOTE,
            "Edges are removed from what the network reads, in both directions. The paper's text gives 37.6 % for "
            "names only, its table 38.8 %.",
        ),
        laboratory.facts,
    )


EXHIBIT: Final = Exhibit("table4", _make, lambda result: draw_columns(result, (0, 1), "% of symbols"))
