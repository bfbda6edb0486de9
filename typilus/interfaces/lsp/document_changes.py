"""Edits of a buffer as edits of the editor's documents: of the file, or of the cells of a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lsprotocol import types

from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis
from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.notebook_text import NotebookText
from typilus.rewriting import AnnotatedSource, NotebookCode, TextEdit, apply_edits

__all__ = ["DocumentChange", "changes_of"]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """The edits of one document.

    Attributes:
        document: The document before them.
        edits: In the editor's positions.
    """

    document: BufferDocument
    edits: Sequence[types.TextEdit]


def changes_of(
    analysis: BufferAnalysis, documents: Sequence[BufferDocument], edits: Sequence[TextEdit]
) -> list[DocumentChange]:
    """Return what edits of a buffer change in its documents.

    Args:
        analysis: Of the buffer as it is.
        documents: Of the buffer as it is.
        edits: Of the code that was analyzed.

    Raises:
        RewriteError: An edit has no place in a cell.
    """
    code, text = analysis.document, analysis.text
    if not isinstance(code, NotebookCode) or not isinstance(text, NotebookText):
        return [DocumentChange(documents[0], text.edits(edits))]
    annotated = code.encode(apply_edits(code.exact_text, edits))
    notebook = code.into_notebook(AnnotatedSource(code.path, code.data, annotated, code.encoding))
    return [
        DocumentChange(document, document.text.edits(cell.edits()))
        for document, before, after in zip(documents, text.cells, text.cells_of(notebook.after), strict=True)
        for cell in [AnnotatedSource(document.uri, before.encode(), after.encode(), "utf-8")]
        if cell.changed
    ]
