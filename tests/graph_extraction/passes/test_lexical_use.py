"""NEXT_LEXICAL_USE."""

from __future__ import annotations

from graph_extraction import EdgeType
from tests.graph_extraction.passes.edges import labeled_edges


def test_each_occurrence_leads_to_the_next_of_its_symbol() -> None:
    assert labeled_edges("a = 1\nb = a\nb + a\n", EdgeType.NEXT_LEXICAL_USE) == [("a", "a"), ("b", "b"), ("a", "a")]


def test_one_name_in_two_scopes_is_two_symbols() -> None:
    assert labeled_edges("a = 1\ndef f(a): pass\n", EdgeType.NEXT_LEXICAL_USE) == []
    assert labeled_edges("a = 1\ndef f(): a\n", EdgeType.NEXT_LEXICAL_USE) == [("a", "a")]


def test_attributes_of_the_receiver_have_symbols() -> None:
    text = "class A:\n    def f(self):\n        self.x = 1\n    def g(self):\n        return self.x\n"
    assert ("x", "x") in labeled_edges(text, EdgeType.NEXT_LEXICAL_USE)
