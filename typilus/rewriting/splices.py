"""Changes to a text, each in the place of a part of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Splice", "apply_splices"]


@dataclass(frozen=True, slots=True)
class Splice:
    """Text to put in the place of `text[start:end]`."""

    start: int
    end: int
    text: str


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with every splice at its position. They must not overlap and keep their order."""
    parts: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda splice_: (splice_.start, splice_.end)):
        assert splice.start >= position, "splices overlap"
        parts += (text[position : splice.start], splice.text)
        position = splice.end
    return "".join((*parts, text[position:]))
