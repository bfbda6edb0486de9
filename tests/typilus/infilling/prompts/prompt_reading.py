"""What a prompt asks for, read from nothing but its own text: what a person would take each hole for."""

from __future__ import annotations

import re

from graph_extraction import SymbolKey
from typilus.infilling.holed_text import HoledText
from typilus.project.reading import read_text

__all__ = ["HOLE", "keys_of_holes", "shown"]

HOLE = "_hole_"
_NUMBERED = re.compile(rf"{HOLE}(\d+)")


def keys_of_holes(text: HoledText) -> list[SymbolKey | None]:
    """Kind, scope and name of the symbol that each hole is the annotation of; the prompt must be Python."""
    filled = text.fill([f"{HOLE}{number}" for number in range(text.hole_count)])
    keys: list[SymbolKey | None] = [None] * text.hole_count
    for symbol in read_text(filled).graph.symbols:
        match = _NUMBERED.fullmatch(symbol.annotation or "")
        if match is not None:
            keys[int(match[1])] = symbol.key
    return keys


def shown(text: HoledText) -> str:
    """The prompt for people."""
    return text.fill([HOLE] * text.hole_count)
