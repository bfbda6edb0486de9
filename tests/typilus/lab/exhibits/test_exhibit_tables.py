"""Tables for people."""

from __future__ import annotations

import io

from rich.console import Console

from typilus.lab.exhibits.exhibit_tables import cell_texts, paper_texts, result_table
from typilus.lab.exhibits.exhibit_values import Cell, ExhibitResult, Line

LINE = Line("[red]a", (Cell(41.27, 0.55, 38.0), Cell(7.0), Cell()), "2 epochs, 1.0 min")


def test_texts_of_cells() -> None:
    assert cell_texts(LINE) == ["41.3 ±0.6", "7.0", "–"]
    assert cell_texts(Line("n", (Cell(12345.0),), digits=0)) == ["12,345"]
    assert paper_texts(LINE) == ["38.0", "", ""]


def test_a_table_with_the_paper_below() -> None:
    failed = Line("b", (Cell(), Cell(), Cell()), reason="no [encoder] x")
    result = ExhibitResult("t", "Title [bold]", ("x", "y", "[z]"), (LINE, failed), ("Note.",), {"seeds": "1"})
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(result_table(result))
    lines = console.export_text().splitlines()
    row = next(number for number, text in enumerate(lines) if "[red]a" in text)
    assert "41.3 ±0.6" in lines[row]
    assert "paper" in lines[row + 1]
    assert "38.0" in lines[row + 1]
    text = "\n".join(lines)
    for shown in ("Title [bold]", "[z]", "not run: no [encoder] x", "seeds: 1", "Note."):
        assert shown in text
