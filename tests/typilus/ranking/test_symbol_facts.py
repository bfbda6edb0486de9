"""Defaults, assignments and returns that show None, and what else the code tells."""

from __future__ import annotations

from typilus.prediction.file_prediction import TypePrediction
from typilus.project.reading import read_text
from typilus.ranking.symbol_facts import SymbolFacts

TEXT = """\
class Shop:
    def __init__(self, owner, till=None, size=3):
        self.till = None
        self.open = True
    def find(self, key):
        if key:
            return self.till
        return None
    async def each(self):
        def inner():
            return None
        yield 1
    @property
    def first(self):
        return 1 if self.open else None
"""


def test_what_the_code_tells() -> None:
    file = read_text(TEXT)
    evidence = SymbolFacts(file)
    found = {TypePrediction(each, None, None, ()).qualified_name: set(evidence.of(each)) for each in file.graph.symbols}
    assert {name: told for name, told in found.items() if told} == {
        "Shop.__init__.till": {"has_default", "none"},
        "Shop.__init__.size": {"has_default"},
        "Shop.till": {"none", "assigned"},
        "Shop.open": {"assigned"},
        "Shop.find()": {"none", "returns"},
        "Shop.each()": {"is_async", "yields"},
        "Shop.each.inner()": {"none"},
        "Shop.first()": {"none", "returns", "is_property"},
    }
