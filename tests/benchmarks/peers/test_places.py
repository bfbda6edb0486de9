"""Every binding of a symbol is a place to ask at."""

from __future__ import annotations

from benchmarks.peers.places import MAX_PLACES, places_of
from graph_extraction import extract, parse_source
from graph_extraction.graph import SymbolKind

TEXT = """\
total = 0
total = 1.5
class Shop:
    name = ""
    def __init__(self, price):
        self.price = price
        other.price = 1
        def inner():
            self.price = None
            total = ""
    def set(self): (self
        .price) = 2
"""


def test_all_bindings() -> None:
    source = parse_source(TEXT)
    found = {
        (symbol.scope, symbol.name): list(places)
        for symbol, places in places_of(source, extract(source).symbols).items()
        if symbol.kind is not SymbolKind.RETURN
    }
    assert found["", "total"] == [(1, 0), (2, 0)]
    assert found["Shop", "price"] == [(6, 13), (9, 17), (12, 9)]
    assert found["Shop", "name"] == [(4, 4)]
    assert found["Shop.__init__.<locals>.inner", "total"] == [(10, 12)]
    assert found["Shop.__init__", "price"] == [(5, 23)]


def test_no_more_than_the_most() -> None:
    source = parse_source("x = 1\n" * (MAX_PLACES + 3))
    (places,) = places_of(source, extract(source).symbols).values()
    assert len(places) == MAX_PLACES
