"""The interface of every index over the markers: nearest neighbors by Manhattan distance."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
import numpy.typing as npt

__all__ = ["FloatMatrix", "IdMatrix", "NeighborIndex"]

FloatMatrix = npt.NDArray[np.float32]
IdMatrix = npt.NDArray[np.int64]


class NeighborIndex(ABC):
    """An index over `[M, D]` vectors that no longer change."""

    @property
    @abstractmethod
    def size(self) -> int:
        """M, how many vectors it holds."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """D."""

    @abstractmethod
    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """Return the k nearest vectors of each query, nearest first, equal distances ordered by id.

        Args:
            vectors: `[Q, D]` queries.
            k: Number of neighbors, of which at most M are returned.

        Returns:
            Ids `[Q, min(k, M)]` and their L1 distances. Where an approximate index finds fewer, the rest of the row has
            id -1 and distance infinity.

        Raises:
            ValueError: The queries are not `[Q, D]` or not finite, or k is below 1.
        """

    def _checked(self, vectors: npt.ArrayLike, k: int) -> FloatMatrix:
        queries = np.ascontiguousarray(vectors, np.float32)
        if queries.ndim != 2 or queries.shape[1] != self.dimension:
            raise ValueError(f"queries must be [Q, {self.dimension}], not {queries.shape}")
        if not np.isfinite(queries).all():
            raise ValueError("queries must be finite: the embeddings hold NaN or infinity")
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        return queries
