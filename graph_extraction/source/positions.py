"""Positions in a text: offsets, lines with columns, and columns in UTF-8 bytes (`ast`) and UTF-16 units (editors)."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right

__all__ = ["LineTable"]

_LINE_END = re.compile(r"\r\n|\r|\n")


class LineTable:
    """The lines of one text, and conversions between positions in it.

    An offset counts characters from the start of the text. Lines count from 1 and end where Python ends them: at a
    newline, a carriage return or both, and not at form feeds or Unicode's separators. Columns count from 0, in
    characters unless stated otherwise. A column beyond its line means the line's end, and one inside of a character the
    character's start.

    Args:
        text: Text of a file, with any line ends, encodable in UTF-8.
    """

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        self._ends: list[int] = []  # of the lines without their line ends
        for line_end in _LINE_END.finditer(text):
            self._ends.append(line_end.start())
            self._starts.append(line_end.end())
        self._ends.append(len(text))

    def __len__(self) -> int:
        """Return the number of lines, where the text after the last line end is one, even if it is empty."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Return a line without its line end, empty behind the last line."""
        return self.text[self._starts[number - 1] : self._ends[number - 1]] if number <= len(self) else ""

    @property
    def first_line_end(self) -> str:
        """The characters that end the first line, none if it is the last."""
        return self.text[self._ends[0] : self._starts[1]] if len(self) > 1 else ""

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a position, or the end of the text for a line behind the last."""
        if line > len(self):
            return len(self.text)
        return min(self._starts[line - 1] + column, self._ends[line - 1])

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1]

    def from_utf8(self, line: int, column: int) -> int:
        """The column, in characters, of one in UTF-8 bytes, as `ast` counts them."""
        text = self.line(line)
        if text.isascii():
            return min(column, len(text))
        return len(text.encode()[:column].decode(errors="ignore"))

    def to_utf8(self, line: int, column: int) -> int:
        """The column, in UTF-8 bytes, of one in characters."""
        return len(self.line(line)[:column].encode())

    def from_utf16(self, line: int, column: int) -> int:
        """The column, in characters, of one in UTF-16 code units, as the Language Server Protocol counts them."""
        text = self.line(line)
        if text.isascii():
            return min(column, len(text))
        return len(text.encode("utf-16-le")[: 2 * column].decode("utf-16-le", errors="ignore"))

    def to_utf16(self, line: int, column: int) -> int:
        """The column, in UTF-16 code units, of one in characters."""
        return len(self.line(line)[:column].encode("utf-16-le")) // 2

    def utf8_offset(self, line: int, column: int) -> int:
        """The offset of a position whose column counts UTF-8 bytes, as those of a tree's nodes do."""
        return self.offset(line, self.from_utf8(line, column))

    def span(self, node: ast.expr | ast.stmt | ast.alias) -> tuple[int, int]:
        """The offsets at which a node of the text's tree starts and ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.utf8_offset(node.lineno, node.col_offset),
            self.utf8_offset(node.end_lineno, node.end_col_offset),
        )

    def around(self, node: ast.expr | ast.stmt) -> tuple[str, str]:
        """Return the text before a node in its first line, and behind it in its last."""
        start, end = self.span(node)
        (first, _), (last, _) = self.position(start), self.position(end)
        return self.text[self._starts[first - 1] : start], self.text[end : self._ends[last - 1]]

    def segment(self, node: ast.expr | ast.stmt) -> str:
        """The text of a node, as written."""
        start, end = self.span(node)
        return self.text[start:end]
