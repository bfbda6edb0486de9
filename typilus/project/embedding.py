"""The contract of what embeds graphs in the TypeSpace, and one pass of it for all that read the same files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph

__all__ = ["Embedder", "Embedding", "SharedEmbedder"]


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """The points of one graph in the TypeSpace.

    Attributes:
        symbols: `[S, D]`, a row for each symbol of `graph.symbols`.
        classes: `[C, D]`, a row for each class of `graph.definitions`, from its definition alone; None from an embedder
            that does not embed classes.
    """

    symbols: npt.NDArray[np.float32]
    classes: npt.NDArray[np.float32] | None = None


class Embedder(Protocol):
    """Turns graphs into points of the TypeSpace."""

    @property
    def dimension(self) -> int:
        """D."""
        ...

    @property
    def fingerprint(self) -> str:
        """The identifier of the embedder's points, "" if its results must not be cached."""
        ...

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        """The points of each graph."""
        ...


class SharedEmbedder:
    """Remembers the points of the graphs that it was last asked for.

    Args:
        embedder: The network.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._last: tuple[tuple[ProgramGraph, ...], list[Embedding]] = ((), [])

    @property
    def dimension(self) -> int:
        """See `Embedder.dimension`."""
        return self._embedder.dimension

    @property
    def fingerprint(self) -> str:
        """See `Embedder.fingerprint`."""
        return self._embedder.fingerprint

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        """See `Embedder.embed`."""
        last, embeddings = self._last
        if len(last) != len(graphs) or any(one is not other for one, other in zip(last, graphs, strict=True)):
            embeddings = self._embedder.embed(graphs)
            self._last = (tuple(graphs), embeddings)
        return embeddings
