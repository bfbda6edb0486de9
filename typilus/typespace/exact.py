"""Exact nearest neighbours by a blocked scan: the oracle, and the fallback that needs only numpy."""

from __future__ import annotations

import numpy as np

from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex

__all__ = ["ExactIndex"]

_ROWS = 1024
_QUERIES = 64


class ExactIndex(NeighborIndex):
    """All distances of all queries, computed block by block so that a block stays in the processor's cache.

    Args:
        vectors: `[M, D]` float32; kept, not copied.
    """

    def __init__(self, vectors: FloatMatrix) -> None:
        self._vectors = np.ascontiguousarray(vectors, np.float32)

    @property
    def size(self) -> int:
        """M."""
        return len(self._vectors)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self._vectors.shape[1])

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """See `NeighborIndex.query`; the k are the true ones."""
        queries = self._checked(vectors, k)
        k = min(k, self.size)
        ids = np.empty((len(queries), k), np.int64)
        distances = np.empty((len(queries), k), np.float32)
        if k:
            for start in range(0, len(queries), _QUERIES):
                stop = start + _QUERIES
                ids[start:stop], distances[start:stop] = self._scan(queries[start:stop], k)
        return ids, distances

    def _scan(self, queries: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        distances = np.empty((len(queries), self.size), np.float32)
        ones = np.ones(self.dimension, np.float32)
        buffer = np.empty((_ROWS, self.dimension), np.float32)
        for start in range(0, self.size, _ROWS):
            block = self._vectors[start : start + _ROWS]
            difference = buffer[: len(block)]
            for row, query in enumerate(queries):
                np.subtract(block, query, out=difference)
                np.abs(difference, out=difference)
                np.dot(difference, ones, out=distances[row, start : start + len(block)])
        ids = np.empty((len(queries), k), np.int64)
        for row, line in enumerate(distances):
            bound = np.partition(line, k - 1)[k - 1]
            candidates = np.flatnonzero(line <= bound)
            ids[row] = candidates[np.argsort(line[candidates], kind="stable")[:k]]
        return ids, np.take_along_axis(distances, ids, axis=1)
