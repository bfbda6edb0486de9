"""The documents of the editor that make up a buffer: one file, or the cells of a notebook one below the other."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from lsprotocol import types

from typilus.interfaces.lsp.buffer_text import BufferText

__all__ = ["BufferDocument"]


@dataclass(frozen=True, slots=True)
class BufferDocument:
    """A document, and its place in a buffer.

    Attributes:
        uri: Of the document.
        version: Of its text.
        text: Its text as the editor has it.
        first_line: Line of the buffer at which it begins, from 0.
    """

    uri: str
    version: int | None
    text: BufferText
    first_line: int = 0

    @property
    def identifier(self) -> types.OptionalVersionedTextDocumentIdentifier:
        """The name and the version that edits are for."""
        return types.OptionalVersionedTextDocumentIdentifier(uri=self.uri, version=self.version)

    def holds(self, line: int) -> bool:
        """Return whether a line of the buffer is one of its own. Lines count from 0."""
        return self.first_line <= line < self.first_line + self.text.line_count

    def to_buffer(self, position: types.Position) -> types.Position:
        """Return the position in the buffer of one in the document. Columns are the same in both."""
        line = min(position.line, self.text.line_count - 1)
        return types.Position(self.first_line + line, position.character)

    def range_to_buffer(self, range_: types.Range) -> types.Range:
        """Return the range in the buffer of one in the document."""
        return types.Range(self.to_buffer(range_.start), self.to_buffer(range_.end))

    def from_buffer(self, position: types.Position) -> types.Position:
        """Return the position in the document of one of its positions in the buffer."""
        return types.Position(position.line - self.first_line, position.character)

    def range_from_buffer(self, range_: types.Range) -> types.Range:
        """Return the range in the document of one of its ranges in the buffer."""
        return types.Range(self.from_buffer(range_.start), self.from_buffer(range_.end))

    def diagnostic_from_buffer(self, diagnostic: types.Diagnostic) -> types.Diagnostic:
        """Return a diagnostic of the buffer at its place in the document."""
        moved = copy(diagnostic)
        moved.range = self.range_from_buffer(diagnostic.range)
        return moved
