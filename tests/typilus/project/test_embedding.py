"""One pass of the network for all that ask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph_extraction import ProgramGraph, extract, parse_source
from typilus.project.embedding import Embedding, SharedEmbedder


class Counting:
    """Counts how often it is asked."""

    dimension = 2
    fingerprint = "counting"

    def __init__(self) -> None:
        self.calls = 0

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        self.calls += 1
        return [Embedding(np.ones((len(graph.symbols), 2), np.float32)) for graph in graphs]


def test_the_same_graphs_are_embedded_once() -> None:
    inner = Counting()
    shared = SharedEmbedder(inner)
    graphs = [extract(parse_source(text)) for text in ("class A: pass\n", "x = 1\n")]
    first = shared.embed(graphs)
    assert [embedding.symbols.shape for embedding in first] == [(0, 2), (1, 2)]
    assert shared.embed(list(graphs)) is first
    assert inner.calls == 1
    shared.embed(graphs[:1])
    shared.embed([extract(parse_source("class A: pass\n"))])
    assert inner.calls == 3


def test_it_stands_for_the_network() -> None:
    shared = SharedEmbedder(Counting())
    assert (shared.dimension, shared.fingerprint) == (2, "counting")
    assert shared.embed([]) == []
