"""Results for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from typilus.interfaces.formats.contract import FileResult, RunInfo
from typilus.interfaces.terminal import show, show_lines, warn
from typilus.printable import printable

__all__ = ["TextFormat"]


class TextFormat:
    """The results for people, with failures on standard error."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        separator = ""
        for result in results:
            if result.error is not None:
                warn(result.error)
                continue
            shown = run.text(result)
            if shown == "":
                continue
            out.write(separator)
            separator = "\n" if run.spaced else ""
            if isinstance(shown, str) and run.styles:
                show_lines(shown, out, run.styles)
            elif isinstance(shown, str):
                out.write(printable(shown) if out.isatty() else shown)
            else:
                show(shown, out)
            out.flush()
