"""Exact nearest neighbours by a scan: the oracle, the fallback that needs only numpy, and fast on all but huge maps."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex
from typilus.typespace.sketch import DistanceSketch

__all__ = ["ExactIndex"]

_ROWS = 1024
_QUERIES = 64
_CELLS = 1 << 25
_SKETCH_FROM = 8192
_PROBES = 64
_FOLD = 64
_ROUNDING = np.float32(1 + 1e-4)
_MOST = 32_767


class ExactIndex(NeighborIndex):
    """The true nearest neighbours.

    From some thousand vectors on, a sketch (see `DistanceSketch`, built at the first query) tells which vectors can
    be among the nearest at all; distances are computed in full for these alone. The answer is the same.

    Args:
        vectors: `[M, D]` float32, finite; kept, not copied.
        sketch: False to compute every distance in full.
    """

    def __init__(self, vectors: FloatMatrix, sketch: bool = True) -> None:
        self._vectors = np.ascontiguousarray(vectors, np.float32)
        self._use_sketch = sketch and self.size >= _SKETCH_FROM and self.dimension >= 8
        self._sketch: DistanceSketch | None = None

    @property
    def size(self) -> int:
        """M."""
        return len(self._vectors)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self._vectors.shape[1])

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """See `NeighborIndex.query`; no neighbour is missed."""
        queries = self._checked(vectors, k)
        k = min(k, self.size)
        ids = np.empty((len(queries), k), np.int64)
        distances = np.empty((len(queries), k), np.float32)
        if k == 0:
            return ids, distances
        step = max(1, min(_QUERIES, _CELLS // self.size))
        for start in range(0, len(queries), step):
            chunk = queries[start : start + step]
            found = self._by_sketch(chunk, k) if self._use_sketch else self._by_scan(chunk, k)
            for row, candidates in enumerate(found, start):
                ids[row], distances[row] = self._nearest(queries[row], candidates, k)
        return ids, distances

    def _by_sketch(self, queries: FloatMatrix, k: int) -> list[npt.NDArray[np.int64]]:
        """For each query the ids of all vectors that can be among its k nearest, ascending."""
        if self._sketch is None:
            self._sketch = DistanceSketch(self._vectors)
        sketch, probes = self._sketch, min(self.size, max(_PROBES, 2 * k))
        found = []
        for query, bounds in zip(queries, sketch.lower_bounds(queries), strict=True):
            # Any k true distances bound the k-th nearest from above; those of the lowest bounds do so closely.
            likely = np.flatnonzero(bounds <= _at_least_kth(bounds, probes))
            reach = np.partition(self._rough_distances(query, likely), k - 1)[k - 1] * _ROUNDING
            candidates = np.flatnonzero(bounds <= int(min(reach * sketch.scale + sketch.slack, _MOST)))
            found.append(candidates if len(candidates) < self.size // 8 else self._by_scan(query[None], k)[0])
        return found

    def _by_scan(self, queries: FloatMatrix, k: int) -> list[npt.NDArray[np.int64]]:
        """The same by computing every distance, block by block so that a block stays in the processor's cache."""
        distances = np.empty((len(queries), self.size), np.float32)
        buffer = np.empty((_ROWS, self.dimension), np.float32)
        for start in range(0, self.size, _ROWS):
            block = self._vectors[start : start + _ROWS]
            difference = buffer[: len(block)]
            for row, query in enumerate(queries):
                np.subtract(block, query, out=difference)
                np.absolute(difference, out=difference)
                np.einsum("ij->i", difference, out=distances[row, start : start + len(block)])
        return [np.flatnonzero(line <= _at_least_kth(line, k) * _ROUNDING) for line in distances]

    def _nearest(
        self, query: npt.NDArray[np.float32], candidates: npt.NDArray[np.int64], k: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        if len(candidates) > 2 * k:
            rough = self._rough_distances(query, candidates)
            candidates = candidates[rough <= np.partition(rough, k - 1)[k - 1] * _ROUNDING]
        # Summed row by row, whatever the rows beside it: equal vectors get equal distances on every way here.
        distances = np.absolute(self._vectors[candidates] - query).sum(axis=1)
        order = np.argsort(distances, kind="stable")[:k]
        return candidates[order], distances[order]

    def _rough_distances(
        self, query: npt.NDArray[np.float32], candidates: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        """Distances up to rounding, faster (as would be a matrix product, but its threads get in the way)."""
        distances = np.empty(len(candidates), np.float32)
        # Block by block: a buffer that stays in the processor's cache, and that the system need not find room for.
        buffer = np.empty((min(_ROWS, len(candidates)), self.dimension), np.float32)
        for start in range(0, len(candidates), _ROWS):
            block = candidates[start : start + _ROWS]
            difference = buffer[: len(block)]
            np.take(self._vectors, block, axis=0, out=difference, mode="clip")
            np.subtract(difference, query, out=difference)
            np.einsum("ij->i", np.absolute(difference, out=difference), out=distances[start : start + len(block)])
        return distances


def _at_least_kth(values: npt.NDArray[np.int16] | npt.NDArray[np.float32], k: int) -> np.int16 | np.float32:
    """A number not below the k-th smallest and seldom far above it, many times faster than finding that.

    The array is folded into columns; the k least of the columns' minima are k of its values.
    """
    rows = min(_FOLD, len(values) // (8 * k))
    if rows > 1:
        width = len(values) // rows
        values = values[: rows * width].reshape(rows, width).min(axis=0)
    kth: np.int16 | np.float32 = np.partition(values, k - 1)[k - 1]
    return kth
