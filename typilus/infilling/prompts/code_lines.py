"""Code as lines of texts and holes: cut out of a file, with types at some places, and shortened to a budget."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence

from typilus.infilling.holed_text import HoledText
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
    "shortened",
]

Piece = str | int
CodeLine = tuple[Piece, ...]
"""Texts, and symbols whose types are asked for in their place. It holds no line end."""
LARGEST_OUTLINE = 900
"""Characters of what is shown of one class that is not asked for."""
_BLANKS = re.compile(r" *")


class PlacedCode:
    """The text of a file with the places of its annotations.

    Args:
        text: Text of the file.
        places: Places in it, in order.
    """

    def __init__(self, text: str, places: Sequence[HolePlace]) -> None:
        self.text = text
        self._places = places
        self._starts = [place.start for place in places]

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
        for place in self._places[bisect_left(self._starts, start) :]:
            if place.start >= end:
                break
            pieces.append(self.text[position : place.start])
            position = place.end
            if place.symbol in asked:
                pieces += (place.before, place.symbol, place.after)
            elif place.symbol in types:
                pieces += (place.before, types[place.symbol], place.after)
            else:
                pieces.append(place.bare)
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


def shortened(lines: Sequence[CodeLine], budget: int, names: Collection[str]) -> list[CodeLine]:
    """Return the lines that fit into a budget, `...` where others were left out.

    Lines with holes always stay. Of the others those come first that are near to a hole, or to a line that has one of
    some names as a word.
    """
    if length_of(lines) <= budget:
        return list(lines)
    word = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b") if names else None
    distances = _distances([0 if _has_hole(line) else 1 if word and _has(word, line) else None for line in lines])
    kept: set[int] = set()
    left = budget
    for number in sorted(range(len(lines)), key=lambda number: (distances[number], number)):
        size = length_of([lines[number]]) + len("...\n")
        if size > left and not _has_hole(lines[number]):
            break
        kept.add(number)
        left -= size
    result: list[CodeLine] = []
    for number, line in enumerate(lines):
        if number in kept:
            result.append(line)
        elif number == 0 or number - 1 in kept:
            result.append((_indentation(line) + "...",))
    return result


def _has_hole(line: CodeLine) -> bool:
    return any(isinstance(piece, int) for piece in line)


def _has(word: re.Pattern[str], line: CodeLine) -> bool:
    return any(isinstance(piece, str) and word.search(piece) for piece in line)


def _indentation(line: CodeLine) -> str:
    match = _BLANKS.match(line[0]) if line and isinstance(line[0], str) else None
    return match[0] if match is not None else ""


def _distances(seeds: Sequence[int | None]) -> list[int]:
    """Return for each line the least sum of a seed and the number of lines to it."""
    distances = [len(seeds) + 2 if seed is None else seed for seed in seeds]
    for number in range(1, len(distances)):
        distances[number] = min(distances[number], distances[number - 1] + 1)
    for number in reversed(range(len(distances) - 1)):
        distances[number] = min(distances[number], distances[number + 1] + 1)
    return distances
