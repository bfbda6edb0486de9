"""The difference of two texts as edits that an editor can make."""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from typilus.rewriting.splices import Splice

__all__ = ["TextEdit", "apply_edits", "splice_edits", "text_edits"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"\w+|\s|.", re.DOTALL)
# Beyond it the cost of comparing tokens, which grows with their square, would be felt; such lines change as a whole.
_MAX_TOKENS = 2_000


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A part of a text and its replacement. If both ends are one position, it is an insertion.

    Lines count from 1 and columns from 0, in characters; the end is the first character that is not replaced.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def text_edits(before: str, after: str) -> tuple[TextEdit, ...]:
    """Return the edits that turn one text into another, in order and without overlaps."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    offsets, lines = _starts(old), _line_starts(before)
    edits = []
    for tag, first, last, new_first, new_last in _differences(old, new):
        if tag == "equal":
            continue
        one, other = "".join(old[first:last]), "".join(new[new_first:new_last])
        for start, end, text in _replacements(one, other):
            edits.append(_edit(lines, offsets[first] + start, offsets[first] + end, text))
    return tuple(edits)


def splice_edits(text: str, splices: Iterable[Splice]) -> tuple[TextEdit, ...]:
    """Return the edits that make changes of a text, in order and no larger than they need be."""
    lines = _line_starts(text)
    return tuple(
        _edit(lines, splice.start + start, splice.start + end, replacement)
        for splice in sorted(splices, key=lambda splice: (splice.start, splice.end))
        for start, end, replacement in _replacements(text[splice.start : splice.end], splice.text)
    )


def apply_edits(text: str, edits: Sequence[TextEdit]) -> str:
    """Apply edits that do not overlap. Those at one position keep their order."""
    starts = _line_starts(text)
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.column, edit.end_line, edit.end_column)):
        parts += (text[position : starts[edit.line - 1] + edit.column], edit.text)
        position = starts[edit.end_line - 1] + edit.end_column
    return "".join((*parts, text[position:]))


def _replacements(one: str, other: str) -> Iterator[tuple[int, int, str]]:
    """Offsets in one text, and what stands between them in the other."""
    old, new = _TOKEN.findall(one), _TOKEN.findall(other)
    if max(len(old), len(new)) > _MAX_TOKENS:
        yield 0, len(one), other
        return
    starts = _starts(old)
    for tag, first, last, new_first, new_last in _differences(old, new):
        if tag != "equal":
            yield starts[first], starts[last], "".join(new[new_first:new_last])


def _differences(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _starts(parts: Sequence[str]) -> list[int]:
    """Return the start of each part in the whole, and the end of the last."""
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


def _edit(starts: list[int], start: int, end: int, text: str) -> TextEdit:
    line, end_line = bisect.bisect_right(starts, start), bisect.bisect_right(starts, end)
    return TextEdit(line, start - starts[line - 1], end_line, end - starts[end_line - 1], text)
