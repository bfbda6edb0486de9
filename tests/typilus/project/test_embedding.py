"""Points of a document's graph."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph_extraction import ProgramGraph, extract, parse_source
from typilus.project.embedding import Embedding, embedding_of


class CountingEmbedder:
    """Gives every symbol its number, and counts its calls."""

    dimension, fingerprint = 1, ""

    def __init__(self) -> None:
        self.graphs: list[ProgramGraph] = []

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        self.graphs += graphs
        return [Embedding(np.arange(len(graph.symbols), dtype=np.float32)[:, None]) for graph in graphs]


def test_a_document_is_embedded_once_by_each_embedder() -> None:
    document = parse_source("def f(a, b): return a\n", "a.py")
    one, other = CountingEmbedder(), CountingEmbedder()
    first = embedding_of(document, one)
    assert embedding_of(document, one) is first
    assert embedding_of(document, other) is not first
    assert (len(one.graphs), len(other.graphs)) == (1, 1)
    assert one.graphs[0] is document.derived(extract)
    assert first.symbols.shape == (3, 1)
