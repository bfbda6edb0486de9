"""The Python cells of a notebook in an editor, as one buffer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from lsprotocol import types

from graph_extraction import RUNNING_GRAMMAR, blank_magics, normalize, parse_source
from typilus.errors import SourceError
from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.buffer_text import BufferText

__all__ = ["NotebookCells", "NotebookText"]

_LANGUAGE: Final = "python"
_REMEMBERED: Final = 1_000


class NotebookText(BufferText):
    """The code of all cells, one below the other, with blanks in the place of magics.

    A line of a cell is a line here, and its columns are the same, those of magics excepted.

    Args:
        cells: Texts of the cells, each line ended as in the editor.
        encoding: Encoding of positions that was agreed on with the editor.
    """

    def __init__(self, cells: Iterable[str], encoding: str = types.PositionEncodingKind.Utf16) -> None:
        self.cells = tuple(map(normalize, cells))
        # The end of a cell parts it from the next. Behind a line end the editor shows one more, empty line.
        super().__init__("".join(blank_magics(cell + "\n") for cell in self.cells), encoding)

    @property
    def source(self) -> str:
        """The notebook in JSON."""
        return json.dumps({"cells": [_cell(cell) for cell in self.cells], "metadata": {}, "nbformat": 4})

    @staticmethod
    def cells_of(notebook: str | bytes) -> tuple[str, ...]:
        """Return the texts of cells from the JSON that `source` gave, perhaps with annotations written into it."""
        return tuple(cell["source"].removesuffix("\n") for cell in json.loads(notebook)["cells"])


class NotebookCells:
    """The cells that the editor has open of one notebook, kept as it tells of their changes, which are counted.

    Args:
        notebook: The notebook with its cells in their order.
        documents: Texts of the cells.
        encoding: Encoding of positions that was agreed on with the editor.
    """

    def __init__(
        self, notebook: types.NotebookDocument, documents: Iterable[types.TextDocumentItem], encoding: str
    ) -> None:
        self._encoding = encoding
        self._cells = list(notebook.cells)
        self._texts: dict[str, tuple[int, BufferText]] = {}
        self._edited: frozenset[str] = frozenset()
        self.changes = 0
        self._open(documents)

    def change(self, change: types.NotebookDocumentCellChanges) -> list[str]:
        """Take in cells added, moved, removed and edited. Return the URIs of those that are gone."""
        self.changes += 1
        gone: set[str] = set()
        structure = change.structure
        if structure is not None:
            array = structure.array
            self._cells[array.start : array.start + array.delete_count] = array.cells or ()
            gone.update(document.uri for document in structure.did_close or ())
            opened = list(structure.did_open or ())
            gone.difference_update(document.uri for document in opened)
            for uri in gone:
                self._texts.pop(uri, None)
            self._open(opened)
        contents = change.text_content or ()
        self._edited = frozenset(edited.document.uri for edited in contents)
        for edited in contents:
            uri = edited.document.uri
            if uri in self._texts:
                _, text = self._texts[uri]
                for part in edited.changes:
                    text = text.changed(part)
                self._texts[uri] = edited.document.version, text
        return sorted(gone)

    def documents(self) -> Sequence[BufferDocument]:
        """Return the Python cells in their order, each with its place in the buffer."""
        return list(self._placed())

    def text(self) -> NotebookText:
        """Return the buffer.

        A cell that is no Python is left blank, so that the others can be read, unless it is the one that is being
        typed in: what is broken there will be whole again.
        """
        return NotebookText(
            (
                document.text.text if document.uri in self._edited or _is_python(document.text.text) else blank
                for document in self._placed()
                for blank in ["\n" * (document.text.line_count - 1)]
            ),
            self._encoding,
        )

    def _placed(self) -> Iterator[BufferDocument]:
        line = 0
        for cell in self._cells:
            if cell.kind is types.NotebookCellKind.Code and cell.document in self._texts:
                version, text = self._texts[cell.document]
                yield BufferDocument(cell.document, version, text, line)
                line += text.line_count

    def _open(self, documents: Iterable[types.TextDocumentItem]) -> None:
        for document in documents:
            if document.language_id == _LANGUAGE:
                self._texts[document.uri] = document.version, BufferText(document.text, self._encoding)


@lru_cache(_REMEMBERED)
def _is_python(cell: str) -> bool:
    try:
        return parse_source(blank_magics(normalize(cell) + "\n"), "<cell>").grammar == RUNNING_GRAMMAR
    except SourceError:
        return False


def _cell(text: str) -> dict[str, object]:
    source = text + "\n" if text.endswith("\n") else text  # its last line is one, even if it is empty
    return {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
