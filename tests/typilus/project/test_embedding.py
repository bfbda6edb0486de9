"""One pass of the network for all that ask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph, extract, parse_source
from typilus.project.embedding import SharedEmbedder

Vectors = npt.NDArray[np.float32]


class Counting:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.calls = 0

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Vectors]:
        raise AssertionError("symbols come with the classes")

    def embed_definitions(self, graphs: Sequence[ProgramGraph]) -> list[tuple[Vectors, Vectors]]:
        self.calls += 1
        return [
            (np.ones((len(graph.symbols), 2), np.float32), np.zeros((len(graph.definitions), 2), np.float32))
            for graph in graphs
        ]


def test_the_same_graphs_are_embedded_once() -> None:
    inner = Counting()
    shared = SharedEmbedder(inner)
    graphs = [extract(parse_source(text)) for text in ("class A: pass\n", "x = 1\n")]
    symbols = shared.embed(graphs)
    assert [rows.shape for rows in symbols] == [(0, 2), (1, 2)]
    assert [rows.shape for _, rows in shared.embed_definitions(list(graphs))] == [(1, 2), (0, 2)]
    assert inner.calls == 1
    shared.embed(graphs[:1])
    shared.embed([extract(parse_source("class A: pass\n"))])
    assert inner.calls == 3


def test_no_graphs() -> None:
    assert SharedEmbedder(Counting()).embed([]) == []
