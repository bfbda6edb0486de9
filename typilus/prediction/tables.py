"""Predictions as tables: in a terminal, as plain text, in a notebook."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from typilus import html_views
from typilus.prediction.confidence_styles import confidence_style

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["PredictionTable", "ShownType", "SymbolRow"]

_HEADS = ("line", "symbol", "kind", "written", "suggested")
_NOTHING = "no parameters, returns, variables or attributes"


@dataclass(frozen=True, slots=True)
class ShownType:
    """One suggestion: the text to show, the canonical type, its probability, and whether it follows from the code."""

    text: str
    type: str
    probability: float
    follows: bool = False

    @property
    def mark(self) -> str:
        """The word before a type that the symbol is known to have, however people would write it."""
        return "is " if self.follows else ""


@dataclass(frozen=True, slots=True)
class SymbolRow:
    """One symbol.

    Attributes:
        line: Line, from 1.
        name: Qualified name.
        kind: Parameter, return, variable or attribute.
        written: Annotation in the file, "" without one.
        skipped: Reason, in words, why nothing is suggested, None if something is.
        suggested: Types, the most probable first.
    """

    line: int
    name: str
    kind: str
    written: str
    skipped: str | None
    suggested: Sequence[ShownType]


@dataclass(frozen=True, slots=True)
class PredictionTable:
    """The table of one file. `is_empty` distinguishes files without symbols from those with none to show."""

    path: str
    error: str | None
    rows: Sequence[SymbolRow]
    is_empty: bool = False

    def as_rich(self) -> RenderableType:
        """A rich table."""
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        if self.error is not None:
            return Text.assemble(("error ", "bold red"), self.error)
        title = Text(self.path, style="bold")
        if self.is_empty:
            return Group(title, Text(f"  {_NOTHING}", style="dim"))
        table = Table(box=None, pad_edge=False, show_edge=False)
        line, symbol, kind, written, suggested = _HEADS
        table.add_column(line, justify="right", style="dim", no_wrap=True)
        table.add_column(symbol, overflow="fold")
        table.add_column(kind, style="dim", no_wrap=True)
        table.add_column(written, overflow="fold")
        table.add_column(suggested, overflow="fold", ratio=1)
        for row in self.rows:
            table.add_row(str(row.line), Text(row.name), row.kind, Text(row.written), _suggestions(row))
        return Group(title, table)

    def as_plain(self, width: int) -> str | None:
        """The same as `as_text` without rich, which takes a tenth of a second. None where it would fold or escape."""
        lines = [_HEADS, *(_cells(row) for row in self.rows)]
        texts = (self.path, *(text for cells in lines for text in cells))
        if self.error is not None or self.is_empty or not all(text.isascii() and text.isprintable() for text in texts):
            return None
        first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
        if max(len(self.path), first + sum(2 + other for other in others)) > width:
            return None
        shown = [self.path.rstrip()]
        for number, *cells in lines:
            padded = [cell.ljust(other) for cell, other in zip(cells, others, strict=True)]
            shown.append("  ".join([number.rjust(first), *padded]).rstrip())
        return "\n".join(shown)

    def as_text(self, width: int | None = None) -> str:
        """Plain text, `width` characters wide (by default as wide as the terminal)."""
        width = shutil.get_terminal_size((120, 24)).columns if width is None else width
        plain = self.as_plain(width)
        if plain is not None:
            return plain
        from rich.console import Console

        sink = io.StringIO()
        Console(file=sink, width=width, color_system=None, legacy_windows=False).print(self.as_rich())
        return "\n".join(line.rstrip() for line in sink.getvalue().splitlines())

    def as_html(self) -> str:
        """Return HTML in which every text of the file is escaped."""
        if self.error is not None:
            return html_views.block(self.path, html_views.plain(escape(self.error)))
        if self.is_empty:
            return html_views.block(self.path, html_views.note(f" {_NOTHING}"))
        return html_views.block(self.path, html_views.table(_HEADS, map(_html_row, self.rows)))


def _cells(row: SymbolRow) -> tuple[str, ...]:
    """The texts of a row."""
    suggested = "  ".join(f"{shown.mark}{shown.text} {shown.probability:.0%}" for shown in row.suggested)
    return str(row.line), row.name, row.kind, row.written, suggested if row.skipped is None else row.skipped


def _suggestions(row: SymbolRow) -> RenderableType:
    from rich.text import Text

    if row.skipped is not None:
        return Text(row.skipped, style="dim italic")
    text = Text()
    for rank, shown in enumerate(row.suggested):
        if rank:
            text.append("  ")
        style = confidence_style(shown.probability)
        text.append(shown.mark, style="dim")
        text.append(shown.text, style=f"bold {style}" if rank == 0 and style != "dim" else style)
        text.append(f" {shown.probability:.0%}", style="dim")
    return text


def _html_row(row: SymbolRow) -> tuple[str, ...]:
    if row.skipped is not None:
        suggested = html_views.note(row.skipped)
    else:
        suggested = " &nbsp; ".join(
            f"{shown.mark}{html_views.code(shown.text, shown.type)} {html_views.share(shown.probability)}"
            for shown in row.suggested
        )
    return str(row.line), html_views.code(row.name), row.kind, html_views.code(row.written), suggested
