"""NEXT_TOKEN."""

from __future__ import annotations

import itertools

from graph_extraction import EdgeType
from tests.graph_extraction.passes.edges import labeled_edges


def test_tokens_follow_one_another() -> None:
    edges = labeled_edges("a = b + 1  # a comment\n", EdgeType.NEXT_TOKEN)
    assert edges[:4] == [("a", "="), ("=", "b"), ("b", "+"), ("+", "1")]
    assert all(target == following for (_, target), (following, _) in itertools.pairwise(edges))


def test_nothing_follows_a_lone_token() -> None:
    assert labeled_edges("", EdgeType.NEXT_TOKEN) == []
