"""Texts of an editor's buffers, and positions in them as the editor counts: in UTF-16 units, bytes or characters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from lsprotocol import types

from graph_extraction import LineTable
from typilus.rewriting import TextEdit

__all__ = ["BufferText"]

_MARK: Final = "\ufeff"
_CODECS: Final = {types.PositionEncodingKind.Utf8: ("utf-8", 1), types.PositionEncodingKind.Utf16: ("utf-16-le", 2)}
"""The codec of an encoding, and the bytes of its unit. Without one, units are characters."""


class BufferText:
    """The text of a buffer as the editor has it.

    Lines end where both Python and the protocol end them: at a newline, a carriage return, or both. Typilus counts
    lines from 1 and columns in characters, and leaves a byte order mark out; the protocol counts lines from 0.

    Args:
        text: Whole text, perhaps with a byte order mark, perhaps with halves of surrogate pairs.
        encoding: Encoding of positions that was agreed on with the editor.
    """

    def __init__(self, text: str, encoding: str = types.PositionEncodingKind.Utf16) -> None:
        self.text = text
        self.encoding = encoding
        self._mark = len(_MARK) if text.startswith(_MARK) else 0
        self._codec = _CODECS.get(types.PositionEncodingKind(encoding))

    @cached_property
    def _table(self) -> LineTable:
        return LineTable(self.text)

    def position(self, line: int, column: int) -> types.Position:
        """Return the editor's position of one that typilus gives."""
        if line == 1:
            column += self._mark
        return types.Position(line - 1, self._units(self._table.line(line)[:column]))

    def position_at(self, offset: int) -> types.Position:
        """Return the editor's position of an offset in `text`."""
        line, column = self._table.position(offset)
        return types.Position(line - 1, self._units(self._table.line(line)[:column]))

    @property
    def source(self) -> str:
        """The text as files of its kind have it, of which a prediction is made."""
        return self.text

    @property
    def line_count(self) -> int:
        """The number of lines, the empty one behind the last line end among them."""
        return len(self._table)

    def changed(self, change: types.TextDocumentContentChangeEvent) -> BufferText:
        """Return the text after a change of a part of it, or of the whole."""
        if not isinstance(change, types.TextDocumentContentChangePartial):
            return BufferText(change.text, self.encoding)
        start, end = (self.offset(*self.line_and_column(end)) for end in (change.range.start, change.range.end))
        return BufferText(self.text[:start] + change.text + self.text[end:], self.encoding)

    def line_and_column(self, position: types.Position) -> tuple[int, int]:
        """Return typilus' position of one that the editor gives. A unit inside of a character is its start."""
        line = min(position.line + 1, len(self._table))
        column = self._characters(self._table.line(line), position.character)
        return line, max(column - self._mark, 0) if line == 1 else column

    def offset(self, line: int, column: int) -> int:
        """Return the offset in `text` of a position that typilus gives."""
        return self._table.offset(line, column + (self._mark if line == 1 else 0))

    def range(self, start: tuple[int, int], end: tuple[int, int]) -> types.Range:
        """Return the editor's range between two positions that typilus gives."""
        return types.Range(self.position(*start), self.position(*end))

    def edits(self, edits: Iterable[TextEdit]) -> list[types.TextEdit]:
        """Return edits of typilus as the editor can make them."""
        return [
            types.TextEdit(self.range((edit.line, edit.column), (edit.end_line, edit.end_column)), edit.text)
            for edit in edits
        ]

    def _units(self, text: str) -> int:
        if self._codec is None or text.isascii():
            return len(text)
        codec, size = self._codec
        return len(text.encode(codec, "surrogatepass")) // size

    def _characters(self, text: str, units: int) -> int:
        if self._codec is None or text.isascii():
            return min(units, len(text))
        count = 0
        for character in text:
            units -= self._units(character)
            if units < 0:
                break
            count += 1
        return count
