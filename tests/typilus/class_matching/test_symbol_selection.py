"""Symbols of a graph as the matcher asks for them."""

from __future__ import annotations

import numpy as np

from graph_extraction import SYMBOL_KINDS, SymbolKind
from tests.typilus.class_matching.shop import graph_of
from typilus.class_matching.symbol_selection import matched_symbols

TEXT = "class A:\n    def f(self, x):\n        x.go()\n        class B:\n            y = 1\ndef g(z): pass\n"


def test_symbols_know_their_surroundings() -> None:
    graph = graph_of(TEXT)
    names = [symbol.name for symbol in graph.symbols]
    places = np.arange(len(names), dtype=np.float32)[:, None]
    chosen = [names.index(name) for name in ("x", "y", "z")]
    found = matched_symbols(graph, chosen, places, {"A": 4, "A.f.<locals>.B": 7})
    assert found.names == ["x", "y", "z"]
    assert found.enclosing_classes.tolist() == [4, 7, -1]
    assert found.used == [frozenset({"go"}), frozenset(), frozenset()]
    assert found.vectors[:, 0].tolist() == chosen
    kinds = [SymbolKind.PARAMETER, SymbolKind.VARIABLE, SymbolKind.PARAMETER]
    assert found.kinds.tolist() == [SYMBOL_KINDS.index(kind) for kind in kinds]
