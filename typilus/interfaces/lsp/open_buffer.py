"""A buffer of an editor, as the server knows it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from typilus.interfaces.lsp.audit_diagnostics import AuditedBuffer
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis
from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.prediction import JoinedFile, PlaceTypes

__all__ = ["OpenBuffer", "is_left_alone"]

_MAX_CHARACTERS = 400_000
_MAX_LINES = 10_000


@dataclass(eq=False)
class OpenBuffer:
    """A buffer that the editor has open: a file or a notebook.

    Attributes:
        uri: Of the buffer.
        path: Of its file; begins with an angle bracket for a buffer without one.
        version: Of its text.
        text: Its text as it is now.
        documents: The documents of the editor that it consists of: itself, or the cells of a notebook.
        analysis: Of the last text that could be read, which need not be the present one.
        basis: The analysis that the next edit goes on from, None where all is to be predicted anew.
        audited: What was last found wrong.
        joined: Explanation of the analysis, once it is asked for.
        place_types: Types of single occurrences in the analysis, once they are asked for.
        task: Analyzes the present text.
        idle: Looks at all of it anew, and audits, when nobody types.
    """

    uri: str
    path: str
    version: int | None
    text: BufferText
    documents: Sequence[BufferDocument]
    analysis: BufferAnalysis | None = None
    basis: BufferAnalysis | None = None
    audited: AuditedBuffer | None = None
    joined: tuple[BufferAnalysis, JoinedFile] | None = None
    place_types: tuple[BufferAnalysis, PlaceTypes] | None = None
    task: asyncio.Task[None] | None = field(default=None, repr=False)
    idle: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def current(self) -> BufferAnalysis | None:
        """The analysis, if it is that of the present text."""
        return self.analysis if self.analysis is not None and self.analysis.text is self.text else None

    def document(self, uri: str) -> BufferDocument | None:
        """Return one of its documents, None where it is no longer one of them."""
        return next((document for document in self.documents if document.uri == uri), None)


def is_left_alone(text: str) -> bool:
    """Return whether a text is too large to be looked at while it is typed, or is no text at all."""
    return len(text) > _MAX_CHARACTERS or text.count("\n") > _MAX_LINES or "\0" in text
