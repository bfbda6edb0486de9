"""Code as lines of texts and holes: cut out of a file, with types at some places, and shortened to a budget."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence

from typilus.infilling import HoledText
from typilus.infilling.prompts.hole_places import HolePlace

__all__ = [
    "LARGEST_OUTLINE",
    "CodeLine",
    "PlacedCode",
    "dedented",
    "fitting",
    "holed_text",
    "length_of",
    "lines_of",
]

Piece = str | int
CodeLine = tuple[Piece, ...]
"""Texts, and symbols whose types are asked for in their place. It holds no line end."""
LARGEST_OUTLINE = 900
"""Characters of what is shown of one class that is not asked for."""


class PlacedCode:
    """The text of a file with the places of its annotations.

    Args:
        text: Text of the file.
        places: Places in it, in order.
    """

    def __init__(self, text: str, places: Sequence[HolePlace]) -> None:
        self.text = text
        self._places = places
        self._starts = [hole.start for hole in places]

    def pieces(self, start: int, end: int, asked: Collection[int], types: Mapping[int, str]) -> list[Piece]:
        """Return a part of the text with holes and types.

        Args:
            start: Offset of the part.
            end: Offset behind it.
            asked: Symbols that become holes.
            types: Annotations by symbol, for symbols that are not asked for.
        """
        pieces: list[Piece] = []
        position = start
        for hole in self._places[bisect_left(self._starts, start) :]:
            if hole.start >= end:
                break
            pieces.append(self.text[position : hole.start])
            position = hole.end
            if hole.symbol in asked:
                pieces += (hole.before, hole.symbol, hole.after)
            elif hole.symbol in types:
                pieces += (hole.before, types[hole.symbol], hole.after)
            else:
                pieces.append(hole.bare)
        return [*pieces, self.text[position:end]]


def lines_of(pieces: Iterable[Piece]) -> list[CodeLine]:
    """Return pieces as lines, without blanks at their ends."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, int):
            lines[-1].append(piece)
            continue
        first, *others = piece.split("\n")
        if first:
            lines[-1].append(first)
        lines += [[other] if other else [] for other in others]
    return [_trimmed(line) for line in lines]


def _trimmed(line: list[Piece]) -> CodeLine:
    while line and isinstance(line[-1], str):
        last = line.pop().rstrip()  # type: ignore[union-attr]
        if last:
            return (*line, last)
    return tuple(line)


def length_of(lines: Iterable[CodeLine]) -> int:
    """The number of characters of some lines, their line ends included."""
    return sum(1 + sum(len(piece) for piece in line if isinstance(piece, str)) for line in lines)


def fitting(blocks: Iterable[Sequence[CodeLine]], budget: int) -> list[CodeLine]:
    """The lines of blocks, each whole or not at all, until one does not fit into a number of characters."""
    lines: list[CodeLine] = []
    for block in blocks:
        budget -= length_of(block)
        if budget < 0:
            break
        lines += block
    return lines


def dedented(lines: Sequence[CodeLine], columns: int) -> list[CodeLine]:
    """The lines without so many blanks at their starts, as far as they have them."""
    return [_dedented(line, columns) for line in lines]


def _dedented(line: CodeLine, columns: int) -> CodeLine:
    if not line or isinstance(line[0], int):
        return line
    first = line[0]
    width = min(columns, len(first) - len(first.lstrip(" ")))
    return (first[width:], *line[1:])


def holed_text(lines: Sequence[CodeLine]) -> tuple[HoledText, tuple[int, ...]]:
    """Return lines as a text with holes, and the symbols of its holes in order."""
    parts = [""]
    symbols: list[int] = []
    for number, line in enumerate(lines):
        if number:
            parts[-1] += "\n"
        for piece in line:
            if isinstance(piece, int):
                symbols.append(piece)
                parts.append("")
            else:
                parts[-1] += piece
    return HoledText(tuple(parts)), tuple(symbols)
