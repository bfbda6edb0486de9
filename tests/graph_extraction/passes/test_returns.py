"""RETURNS_TO."""

from __future__ import annotations

import pytest

from graph_extraction import EdgeType
from tests.graph_extraction.passes.edges import labeled_edges


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("def f():\n    return 1\n", [("Return", "FunctionDef")]),
        ("async def f():\n    return 1\n", [("Return", "AsyncFunctionDef")]),
        ("def f():\n    yield 1\n", [("Yield", "FunctionDef")]),
        ("def f():\n    yield from g\n", [("YieldFrom", "FunctionDef")]),
        ("lambda: 1\n", []),
        ("def f(): pass\n", []),
    ],
)
def test_what_leaves_a_function_leads_to_it(text: str, edges: list[tuple[str, str]]) -> None:
    assert labeled_edges(text, EdgeType.RETURNS_TO) == edges


def test_a_return_leaves_the_innermost_function() -> None:
    text = "def f():\n    async def g():\n        return 1\n    return g\n"
    assert labeled_edges(text, EdgeType.RETURNS_TO) == [("Return", "AsyncFunctionDef"), ("Return", "FunctionDef")]
