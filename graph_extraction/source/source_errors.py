"""The errors' common root and what goes wrong while reading source code."""

from __future__ import annotations

__all__ = ["GraphFormatError", "SourceError", "TypilusError"]

_MAX_LINE_LENGTH = 160


class TypilusError(Exception):
    """Base class of every error that this project raises on purpose.

    It lives here, in the lowest room, because nothing here may import from above; `typilus.errors` re-exports it.
    """


class GraphFormatError(TypilusError):
    """Bytes that are not a graph in the format of this version: foreign, cut off, corrupt, or of another version."""


class SourceError(TypilusError):
    """A file that cannot be read as Python.

    Attributes:
        path: Path of the file as the caller named it.
        reason: The fault and the remedy.
        line: 1-based line of the fault, or None for the whole file.
        column: 0-based column of the fault, or None.
        text: Offending line without its line end, or None.
    """

    def __init__(
        self,
        path: str,
        reason: str,
        line: int | None = None,
        column: int | None = None,
        text: str | None = None,
    ) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        self.column = column
        self.text = text
        super().__init__(path, reason, line, column, text)

    def __str__(self) -> str:
        index = self.path if self.line is None else f"{self.path}:{self.line}"
        if self.line is not None and self.column is not None:
            index += f":{self.column + 1}"
        message = f"{index}: {self.reason}"
        if self.text is not None:
            shown, column = _clipped(self.text.expandtabs(1), self.column)
            message += f"\n    {shown}"
            if column is not None and column <= len(shown):
                message += "\n    " + " " * column + "^"
        return message


def _clipped(line: str, column: int | None) -> tuple[str, int | None]:
    """Return a readable part of a line around a column, and the column within it."""
    start = max(0, (column or 0) - _MAX_LINE_LENGTH // 2) if len(line) > _MAX_LINE_LENGTH else 0
    before, after = "…" * (start > 0), "…" * (start + _MAX_LINE_LENGTH < len(line))
    return f"{before}{line[start : start + _MAX_LINE_LENGTH]}{after}", None if column is None else column - start + len(
        before
    )
