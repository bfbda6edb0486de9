"""Table 3: the model by kind of symbol."""

from __future__ import annotations

from typing import Final

from typilus.lab.exhibits.estimates import Estimate
from typilus.lab.exhibits.exhibit_drawing import draw_lines
from typilus.lab.exhibits.exhibit_values import Cell, Exhibit, ExhibitResult, Line
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.exhibits.model_rows import TYPILUS
from typilus.lab.exhibits.model_table import BUDGET_NOTE

__all__ = ["EXHIBIT"]

_KINDS: Final = ("variable", "parameter", "return")
_PAPER: Final = {
    "exact": ("exact match", (43.5, 53.8, 56.9)),
    "parametric": ("match up to parametric type", (61.8, 57.9, 69.5)),
    "neutral": ("type neutral", (45.5, 55.1, 58.9)),
}
_PAPER_SHARES: Final = (9.4, 41.5, 49.1)


def _make(laboratory: Laboratory) -> ExhibitResult:
    (outcome,) = laboratory.run([TYPILUS])
    lines = []
    for criterion, (name, paper) in _PAPER.items():
        cells = [_cell(outcome.rate(criterion, symbols), number) for symbols, number in zip(_KINDS, paper, strict=True)]
        lines.append(Line(name, tuple(cells), outcome.effort, outcome.reason))
    shares = [outcome.measures[0].shares[symbols] if outcome.measures else None for symbols in _KINDS]
    cells = [Cell(share, None, number) for share, number in zip(shares, _PAPER_SHARES, strict=True)]
    lines.append(Line("share of the test side", tuple(cells), "", outcome.reason))
    return ExhibitResult(
        "table3",
        "Table 3: Typilus by kind of symbol, %",
        tuple(f"{symbols}s" for symbols in _KINDS),
        tuple(lines),
        (BUDGET_NOTE, "Attributes count as variables, as in the paper."),
        laboratory.facts,
    )


def _cell(estimate: Estimate | None, paper: float) -> Cell:
    return Cell(None, None, paper) if estimate is None else Cell(estimate.value, estimate.error, paper)


EXHIBIT: Final = Exhibit("table3", _make, lambda result: draw_lines(result, result.lines[:3], "% of symbols"))
