"""A FilePrediction for people: a table in the terminal, a table in a notebook."""

from __future__ import annotations

import html
import io
import shutil
from collections import Counter
from typing import TYPE_CHECKING

from typilus.prediction.values import FilePrediction, TypeCandidate, TypePrediction
from typilus.recommenders import RECEIVER

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["as_html", "as_table", "as_text"]

_LEAST = 0.005  # shown as a percent
_HTML_STYLE = (
    "border-collapse:collapse;font-size:90%",
    "text-align:left;padding:2px 10px;border-bottom:1px solid #8886",
    "text-align:left;padding:2px 10px;vertical-align:top",
)


def as_table(prediction: FilePrediction) -> RenderableType:
    """A rich table: place, symbol, kind, existing annotation, and the types that have a percent; no receivers."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    if prediction.error is not None:
        return Text.assemble(("error ", "bold red"), prediction.error)
    title = Text(prediction.path, style="bold")
    if not prediction.symbols:
        return Group(title, Text("  nothing in it can carry a type", style="dim"))
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("line", justify="right", style="dim", no_wrap=True)
    table.add_column("symbol", overflow="fold")
    table.add_column("kind", style="dim", no_wrap=True)
    table.add_column("written", overflow="fold")
    table.add_column("suggested", overflow="fold", ratio=1)
    for symbol in _rows(prediction):
        table.add_row(
            str(symbol.symbol.line),
            Text(symbol.qualified_name),
            symbol.symbol.kind.value,
            Text(symbol.existing or ""),
            _suggestions(symbol),
        )
    return Group(title, table)


def _rows(prediction: FilePrediction) -> list[TypePrediction]:
    """What a reader wants to see: `self` in every method is not that."""
    return [symbol for symbol in prediction if symbol.symbol.obstacle != RECEIVER]


def _shown(symbol: TypePrediction) -> list[tuple[str, TypeCandidate]]:
    """The candidates worth a reader's time, each as the file would write it or, where two look alike, in full."""
    candidates = [each for rank, each in enumerate(symbol.candidates) if rank == 0 or each.probability >= _LEAST]
    texts = Counter(each.text for each in candidates)
    return [(each.text if texts[each.text] == 1 else each.type, each) for each in candidates]


def _suggestions(symbol: TypePrediction) -> RenderableType:
    from rich.text import Text

    if symbol.skipped is not None:
        return Text(symbol.skipped, style="dim italic")
    text = Text()
    for rank, (written, candidate) in enumerate(_shown(symbol)):
        if rank:
            text.append("  ")
        text.append(written, style="bold green" if rank == 0 else "green")
        text.append(f" {candidate.probability:.0%}", style="dim")
    return text


def as_text(prediction: FilePrediction, width: int | None = None) -> str:
    """The same table as plain text, `width` characters wide (the terminal's width by default)."""
    from rich.console import Console

    width = shutil.get_terminal_size((120, 24)).columns if width is None else width
    sink = io.StringIO()
    Console(file=sink, width=width, color_system=None, legacy_windows=False).print(as_table(prediction))
    return "\n".join(line.rstrip() for line in sink.getvalue().splitlines())


def as_html(prediction: FilePrediction) -> str:
    """The same table as HTML; every text of the file is escaped."""
    title = f"<b>{html.escape(prediction.path)}</b>"
    if prediction.error is not None:
        return f"<div>{title}<pre>{html.escape(prediction.error)}</pre></div>"
    table, head, cell = _HTML_STYLE
    names = ("line", "symbol", "kind", "written", "suggested")
    heads = "".join(f'<th style="{head}">{name}</th>' for name in names)
    rows = "".join(_html_row(symbol, cell) for symbol in _rows(prediction))
    return f'<div>{title}<table style="{table}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _html_row(symbol: TypePrediction, cell: str) -> str:
    if symbol.skipped is not None:
        suggested = f"<i>{html.escape(symbol.skipped)}</i>"
    else:
        suggested = " &nbsp; ".join(
            f'<code title="{html.escape(candidate.type)}">{html.escape(written)}</code> '
            f"<small>{candidate.probability:.0%}</small>"
            for written, candidate in _shown(symbol)
        )
    texts = (
        str(symbol.symbol.line),
        f"<code>{html.escape(symbol.qualified_name)}</code>",
        symbol.symbol.kind.value,
        f"<code>{html.escape(symbol.existing)}</code>" if symbol.existing else "",
        suggested,
    )
    return "<tr>" + "".join(f'<td style="{cell}">{text}</td>' for text in texts) + "</tr>"
