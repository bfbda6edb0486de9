"""Results as tables in a terminal: our numbers, and the paper's below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult, Line

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["cell_texts", "paper_texts", "result_table"]


def cell_texts(line: Line) -> list[str]:
    """Our numbers with one standard error."""
    return [_text(cell, line.digits) for cell in line.cells]


def paper_texts(line: Line) -> list[str]:
    """The paper's numbers, nothing where it has none."""
    return ["" if cell.paper is None else f"{cell.paper:.{line.digits}f}" for cell in line.cells]


def _text(cell: Cell, digits: int) -> str:
    if cell.value is None:
        return "–"
    text = f"{cell.value:,.{digits}f}"
    return text if cell.error is None else f"{text} ±{cell.error:.{digits}f}"


def result_table(result: ExhibitResult) -> Table:
    """A result for a terminal."""
    from rich.table import Table
    from rich.text import Text

    facts = "; ".join(f"{name}: {value}" for name, value in result.facts.items())
    table = Table(title=Text(result.title), caption=Text("\n".join([facts, *result.notes])), caption_justify="left")
    table.add_column("")
    for column in result.columns:
        table.add_column(Text(column), justify="right")
    table.add_column("effort")
    for line in result.lines:
        words = line.effort if line.reason is None else f"not run: {line.reason}"
        table.add_row(Text(line.name), *cell_texts(line), Text(words), end_section=not line.has_paper)
        if line.has_paper:
            table.add_row("  paper", *paper_texts(line), "", style="dim", end_section=True)
    return table
