"""Annotations into the cells of a notebook: its code as one Python file, and that file's changes back into the cells.

A cell gets the changes in its own lines; an added import goes to the end of the cell before the place, where the other
imports stand. Magics stay as they are, and so does every other byte of the notebook.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from graph_extraction import LineTable, SourceDocument, blank_magics
from typilus.errors import RewriteError, SourceError
from typilus.rewriting.edits import AnnotatedSource
from typilus.rewriting.json_places import array_items, object_members, string_list
from typilus.rewriting.splices import Splice, apply_splices
from typilus.rewriting.text_edits import text_edits

__all__ = ["NotebookCode", "is_notebook"]

_SUFFIX = ".ipynb"


def is_notebook(path: str) -> bool:
    """Return whether a path is that of a notebook."""
    return path.endswith(_SUFFIX)


@dataclass(frozen=True)
class _Cell:
    """A code cell.

    Attributes:
        start: First character of its code in that of the notebook.
        source: Its code, ended by a newline.
        code: The same without magics.
        span: Of the source in the JSON text.
        is_ended: Whether the newline is its own.
    """

    start: int
    source: str
    code: str
    span: tuple[int, int]
    is_ended: bool

    @property
    def end(self) -> int:
        """First character behind its code in that of the notebook."""
        return self.start + len(self.code)

    @property
    def is_magic(self) -> bool:
        """Return whether all of it belongs to a magic, before and behind which nothing can be put."""
        return self.source.lstrip().startswith("%%")


@dataclass(frozen=True, eq=False)
class NotebookCode(SourceDocument):
    """The code cells of a notebook as a Python file that can be annotated, beside it and beside what it may import."""

    notebook: SourceDocument = field(repr=False, kw_only=True)

    @classmethod
    def of(cls, notebook: SourceDocument) -> NotebookCode:
        """The code of a notebook.

        Raises:
            SourceError: It cannot be read.
        """
        return cls(f"{notebook.path.removesuffix(_SUFFIX)}-notebook.py", notebook.text, notebook=notebook)

    @cached_property
    def cells(self) -> Sequence[_Cell]:
        """The code cells.

        Raises:
            RewriteError: It is a notebook of format 3, or has line ends that code in cells has not.
        """
        text = self.notebook.exact_text
        members = object_members(text, text.index("{"))
        if "cells" not in members:
            raise RewriteError(f"{self.notebook.path}: is a notebook in format 3; save it in format 4 first")
        cells: list[_Cell] = []
        for first, _ in array_items(text, members["cells"][0]):
            places = object_members(text, first)
            if json.loads(text[slice(*places["cell_type"])]) != "code":
                continue
            value = json.loads(text[slice(*places["source"])])
            source = value if isinstance(value, str) else "".join(value)
            is_ended = source.endswith("\n")
            source += "" if is_ended else "\n"
            cells.append(_Cell(cells[-1].end if cells else 0, source, blank_magics(source), places["source"], is_ended))
        if "".join(cell.code for cell in cells) != self.text:
            raise RewriteError(f"{self.notebook.path}: its cells have line ends that are not plain newlines")
        return cells

    @cached_property
    def magic_lines(self) -> frozenset[int]:
        """The lines, from 1, that are magic in part or as a whole, and stay as they are."""
        lines: set[int] = set()
        number = 1
        for cell in self.cells:
            for shown, line in zip(cell.code.split("\n")[:-1], cell.source.split("\n"), strict=False):
                if shown != line:
                    lines.add(number)
                number += 1
        return frozenset(lines)

    def into_notebook(self, annotated: AnnotatedSource) -> AnnotatedSource:
        """Return the notebook with what was written into its code.

        Raises:
            RewriteError: A change cannot be put into a cell.
        """
        notebook = self.notebook
        after = notebook.data if not annotated.changed else notebook.encode(self._with(annotated.text))
        if annotated.changed:
            self._prove(after, annotated.text)
        return replace(annotated, path=notebook.path, before=notebook.data, after=after, encoding=notebook.encoding)

    def _with(self, code: str) -> str:
        """The JSON text with other code in the cells."""
        lines = LineTable(self.text)
        splices: dict[int, list[Splice]] = {}
        starts = [cell.start for cell in self.cells]
        for edit in text_edits(self.text, code):
            start, end = lines.offset(edit.line, edit.column), lines.offset(edit.end_line, edit.end_column)
            index = self._cell_at(starts, start, end)
            offset = self._offset_in(self.cells[index], start)
            splices.setdefault(index, []).append(Splice(offset, offset + end - start, edit.text))
        return apply_splices(
            self.notebook.exact_text,
            [self._change(self.cells[index], own) for index, own in sorted(splices.items())],
        )

    def _cell_at(self, starts: Sequence[int], start: int, end: int) -> int:
        """The cell of a change: the one whose end it is, unless that is all magic, else the one that it lies in."""
        index = max(bisect_left(starts, start + 1) - 1, 0)
        if start == end and index and self.cells[index].start == start and not self.cells[index - 1].is_magic:
            return index - 1
        cell = self.cells[index]
        if end > cell.end or (cell.is_magic and start == cell.start):
            raise RewriteError(f"{self.notebook.path}: there is no cell for a change at line {self._line(start)}")
        return index

    def _line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    def _offset_in(self, cell: _Cell, offset: int) -> int:
        """The offset in a cell's source, whose magics may be longer or shorter than what stands for them."""
        before = cell.code[: offset - cell.start]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        if self._line(offset) in self.magic_lines and column:
            raise RewriteError(f"{self.notebook.path}: a change lies in a line of magic, {self._line(offset)}")
        return sum(len(part) + 1 for part in cell.source.split("\n")[:line]) + column

    def _change(self, cell: _Cell, splices: list[Splice]) -> Splice:
        source = apply_splices(cell.source, splices)
        source = source if cell.is_ended else source.rstrip("\n")  # the end of the cell parts what is added to it
        start, end = cell.span
        text = self.notebook.exact_text
        if text[start] == "[":
            return Splice(start, end, string_list(text, start, end, source))
        return Splice(start, end, json.dumps(source, ensure_ascii=text.isascii()))

    def _prove(self, after: bytes, code: str) -> None:
        """Prove that the cells have the new code, and the notebook is else what it was.

        Raises:
            RewriteError: It is not.
        """
        path = self.notebook.path
        try:
            is_right = _lines(SourceDocument(path, after).text) == _lines(code)
        except SourceError as error:
            raise RewriteError(f"{path}: the result cannot be read: {error}") from error
        if not is_right or _without_code(self.notebook.decode(after)) != _without_code(self.notebook.exact_text):
            raise RewriteError(f"{path}: the changes cannot be put into its cells")


def _lines(code: str) -> list[str]:
    """The lines of code but blank ones, of which the end of a cell needs none."""
    return [line for line in code.split("\n") if line.strip()]


def _without_code(text: str) -> Any:
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            del cell["source"]
    return notebook
