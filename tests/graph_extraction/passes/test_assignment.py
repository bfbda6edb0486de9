"""ASSIGNED_FROM."""

from __future__ import annotations

import pytest

from graph_extraction import EdgeType
from tests.graph_extraction.passes.edges import labeled_edges


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("a = b\n", [("b", "a")]),
        ("a = b = c\n", [("c", "a"), ("c", "b")]),
        ("a: int = b\n", [("b", "a")]),
        ("a: int\n", []),
        ("a += b\n", [("b", "a")]),
        ("for a in b: pass\n", [("b", "a")]),
        ("[a for a in b]\n", [("b", "a")]),
        ("with b as a: pass\n", [("b", "a")]),
        ("(a := b)\n", [("b", "a")]),
        ("a, c = b\n", [("b", "Tuple")]),
        ("def f(a=b): pass\n", [("b", "a")]),
    ],
)
def test_values_lead_to_their_targets(text: str, edges: list[tuple[str, str]]) -> None:
    assert labeled_edges(text, EdgeType.ASSIGNED_FROM) == edges
