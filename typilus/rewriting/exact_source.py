"""A file's text exactly as its bytes have it, beside the tree of its normalised form, and places in both."""

from __future__ import annotations

import ast
import bisect
import re
from dataclasses import dataclass
from functools import cached_property

from graph_extraction import RUNNING_GRAMMAR, encoding_of, normalise, parse_source
from typilus.errors import RewriteError

__all__ = ["ExactSource", "Splice", "apply_splices"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Splice:
    """Text to put in the place of `text[start:end]`."""

    start: int
    end: int
    text: str


def apply_splices(text: str, splices: list[Splice]) -> str:
    """The text with every splice in its place; they must not overlap, and those at one place keep their order."""
    parts: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        assert splice.start >= position, "splices overlap"
        parts += (text[position : splice.start], splice.text)
        position = splice.end
    return "".join((*parts, text[position:]))


@dataclass(frozen=True)
class ExactSource:
    """A file that can be written back byte for byte.

    Attributes:
        path: the file as the caller named it.
        data: its bytes.
        encoding: codec of its text.
        mark: its byte order mark, or nothing.
        text: decoded, line ends as they are.
        lines: the lines of the normalised text, without their ends; what `tree`'s positions count.
        tree: standard `ast` nodes, with type comments.
    """

    path: str
    data: bytes
    encoding: str
    mark: bytes
    text: str
    lines: tuple[str, ...]
    tree: ast.Module

    @classmethod
    def read(cls, data: bytes, path: str = "<string>") -> ExactSource:
        """Decode and parse.

        Raises:
            SourceError: it cannot be decoded or parsed.
            RewriteError: it is no source file of Python 3, or its text cannot be written back as it was.
        """
        if path.endswith(".ipynb"):
            raise RewriteError(f"{path}: is a notebook; export it as a Python file first")
        source = parse_source(data, path)
        if source.grammar != RUNNING_GRAMMAR:
            raise RewriteError(f"{path}: is read by the grammar of Python {source.grammar}, which has no annotations")
        mark = _MARK if data.startswith(_MARK) else b""
        encoding = encoding_of(data)
        text = data[len(mark) :].decode(encoding)
        if mark + text.encode(encoding) != data:
            raise RewriteError(f"{path}: its bytes are not the only ones for its text in {encoding}; save it as UTF-8")
        if normalise(text) != source.text:
            raise RewriteError(f"{path}: holds magics of IPython, which are no Python")
        return cls(path, data, encoding, mark, text, tuple(source.text.split("\n")), source.tree)

    def encode(self, text: str) -> bytes:
        """The bytes of another text for the same file.

        Raises:
            UnicodeEncodeError: the file's encoding has no such characters.
        """
        return self.mark + text.encode(self.encoding)

    def decode(self, data: bytes) -> str:
        """The text of other bytes for the same file."""
        return data[len(self.mark) :].decode(self.encoding)

    @cached_property
    def newline(self) -> str:
        """How added lines end: as the file's first line does."""
        found = _LINE_END.search(self.text)
        return found[0] if found is not None else "\n"

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """Where in `text` a place is: line from 1, column from 0, in characters."""
        return self._starts[line - 1] + column if line <= len(self._starts) else len(self.text)

    def offset_of(self, line: int, column: int) -> int:
        """The same for a column in UTF-8 bytes, as `ast` counts."""
        return self.offset(line, self.character(line, column))

    def place(self, offset: int) -> tuple[int, int]:
        """Line from 1 and column from 0, in characters, of an offset in `text`."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1]

    def first_moved(self, offset: int) -> int:
        """The first line that moves when lines are inserted at an offset: its own, if it begins there."""
        line, column = self.place(offset)
        return line if column == 0 else line + 1

    def character(self, line: int, column: int) -> int:
        """A column of `ast`, in UTF-8 bytes, in characters."""
        text = self.lines[line - 1]
        return column if text.isascii() else len(text.encode()[:column].decode(errors="ignore"))

    def segment(self, node: ast.expr) -> str:
        """A node's source, as written."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.text[
            self.offset_of(node.lineno, node.col_offset) : self.offset_of(node.end_lineno, node.end_col_offset)
        ]
