"""Results as tables in a terminal: our numbers, and the paper's below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["cell_text", "paper_text", "result_table"]


def cell_text(cell: Cell) -> str:
    """Our number with one standard error."""
    if cell.value is None:
        return "–"
    text = f"{cell.value:,.0f}" if cell.value == int(cell.value) and cell.error is None else f"{cell.value:.1f}"
    return text if cell.error is None else f"{text} ±{cell.error:.1f}"


def paper_text(cell: Cell) -> str:
    """The paper's number, nothing where it has none."""
    return "" if cell.paper is None else f"{cell.paper:.1f}"


def result_table(result: ExhibitResult) -> Table:
    """A result for a terminal."""
    from rich.table import Table
    from rich.text import Text

    facts = "; ".join(f"{name}: {value}" for name, value in result.facts.items())
    table = Table(title=Text(result.title), caption=Text("\n".join([facts, *result.notes])), caption_justify="left")
    table.add_column("")
    for column in result.columns:
        table.add_column(Text(column), justify="right")
    table.add_column("training")
    for line in result.lines:
        words = line.effort if line.reason is None else f"not run: {line.reason}"
        table.add_row(Text(line.name), *map(cell_text, line.cells), Text(words), end_section=not line.has_paper)
        if line.has_paper:
            table.add_row("  paper", *map(paper_text, line.cells), "", style="dim", end_section=True)
    return table
