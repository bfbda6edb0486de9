"""Results for people as they fit the terminal; for programs as JSON, one a file."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from typilus.printable import printable, printable_json

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

__all__ = ["print_array", "print_lines", "show"]

_UNFOLDED = 2_000
"""Columns of what goes into a file or another program: nothing is folded, so that names can be found there."""


class Document(Protocol):
    """The result of one file."""

    def to_dict(self) -> dict[str, Any]: ...

    def to_json(self) -> str: ...


def show(shown: RenderableType) -> None:
    """Print a table or text: coloured and folded in a terminal, else plain lines."""
    from rich.console import Console

    if sys.stdout.isatty() or "COLUMNS" in os.environ:
        Console().print(_Escaped(shown))
        return
    sink = io.StringIO()
    Console(file=sink, width=_UNFOLDED, color_system=None, legacy_windows=False).print(_Escaped(shown))
    for line in sink.getvalue().splitlines():
        print(line.rstrip())


class _Escaped:
    """What is shown, its texts without what a terminal obeys; the colours are the console's own."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for segment in console.render(self._shown, options):
            yield segment._replace(text=printable(segment.text))


def print_lines(documents: Iterable[Document]) -> None:
    """JSON Lines: each object as soon as it is ready."""
    for document in documents:
        print(_json(document), flush=True)


def print_array(documents: Iterable[Document]) -> None:
    """One JSON array."""
    separator = "[\n"
    for document in documents:
        sys.stdout.write(separator + _json(document))
        separator = ",\n"
    sys.stdout.write("[]\n" if separator == "[\n" else "\n]\n")


def _json(document: Document) -> str:
    text = document.to_json()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # A path or a literal with a lone surrogate: only JSON's own escapes can carry it.
        return json.dumps(document.to_dict())
    return printable_json(text)
