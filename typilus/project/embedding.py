"""The contract of what embeds graphs in the TypeSpace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph, SourceDocument, extract

__all__ = ["Embedder", "Embedding", "embedding_of"]


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


def embedding_of(document: SourceDocument, embedder: Embedder) -> Embedding:
    """Return the points of a file's graph, computed once for a document.

    Raises:
        SourceError: The file cannot be parsed.
    """
    return document.derived(_EmbeddedBy(embedder))


@dataclass(frozen=True, slots=True)
class _EmbeddedBy:
    embedder: Embedder

    def __call__(self, document: SourceDocument) -> Embedding:
        return self.embedder.embed([document.derived(extract)])[0]
