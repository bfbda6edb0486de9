"""One pass of the network for all recommenders that look at the same files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import ProgramGraph
from typilus.prediction.recommender import DefinitionEmbedder

__all__ = ["SharedEmbedder"]

_Vectors = npt.NDArray[np.float32]


class SharedEmbedder:
    """Remembers what the network said of the graphs that it was last asked for.

    Args:
        embedder: the network.
    """

    def __init__(self, embedder: DefinitionEmbedder) -> None:
        self._embedder = embedder
        self._last: tuple[tuple[ProgramGraph, ...], list[tuple[_Vectors, _Vectors]]] = ((), [])

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[_Vectors]:
        """See `Embedder.embed`; the classes are embedded with the symbols, which costs next to nothing."""
        return [symbols for symbols, _ in self.embed_definitions(graphs)]

    def embed_definitions(self, graphs: Sequence[ProgramGraph]) -> list[tuple[_Vectors, _Vectors]]:
        """See `DefinitionEmbedder.embed_definitions`."""
        asked, found = self._last
        if len(asked) != len(graphs) or any(one is not other for one, other in zip(asked, graphs, strict=True)):
            found = self._embedder.embed_definitions(graphs)
            self._last = (tuple(graphs), found)
        return found
