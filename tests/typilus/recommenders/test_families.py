"""Symbols that share a voice."""

from __future__ import annotations

from graph_extraction import extract, parse_source
from typilus.recommenders.families import families_of

SOURCE = """\
class Box:
    depth: int = 1

    def __init__(self, width: int) -> None:
        self.height: int = 2

    def grow(self, by: int) -> int:
        return by

class Wide:
    def grow(self, by: int) -> str:
        return "grown"

def wide(step: int, width: int) -> str:
    return "grown"
"""


def test_a_family_is_a_function_a_class_s_fields_and_overrides() -> None:
    symbols = extract(parse_source(SOURCE)).symbols
    families = families_of(symbols)
    found = {
        f"{symbol.scope}.{symbol.name}": {f"{symbols[each].scope}.{symbols[each].name}" for each in family}
        for symbol, family in zip(symbols, families, strict=True)
        if symbol.name != "self" and symbol.annotation is not None
    }
    assert found["Box.depth"] >= {"Box.depth", "Box.height", "Box.__init__.width"}
    assert "wide.width" not in found["Box.__init__.width"]
    assert found["Box.grow.by"] >= {"Box.grow.by", "Wide.grow.by", "Box.grow"}
    assert found["wide.step"] == {"wide.step", "wide.width", ".wide"}
