"""What turns graphs into points of the TypeSpace, and one pass of it for all that look at the same files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph

__all__ = ["DefinitionEmbedder", "Embedder", "SharedEmbedder"]

_Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """What turns graphs into points of the TypeSpace."""

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[_Vectors]:
        """`[S, D]` for each graph, one row a symbol of `graph.symbols`."""
        ...


class DefinitionEmbedder(Embedder, Protocol):
    """One that embeds classes, too, from their definitions alone."""

    def embed_definitions(self, graphs: Sequence[ProgramGraph]) -> list[tuple[_Vectors, _Vectors]]:
        """For each graph `[S, D]` as by `embed`, and `[C, D]`, one row a class of `graph.definitions`."""
        ...


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
