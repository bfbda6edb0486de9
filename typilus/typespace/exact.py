"""Exact nearest neighbors by a scan: the oracle, the fallback that needs only numpy, and fast on all but huge maps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex
from typilus.typespace.sketch import DistanceSketch

__all__ = ["ExactIndex"]

_ROWS = 1024
_QUERIES = 64
# So many queries are looked at together: those that are near one another are searched for among few vectors.
_TOGETHER = 1024
_MIN_GROUP = 8
# Near: within this part of the distance of the k-th neighbor.
_NEAR = 2
_CELLS = 1 << 25
_SKETCH_FROM = 8192
_PROBES = 64
_FOLD = 64
_ROUNDING = np.float32(1 + 1e-4)

_Ids = npt.NDArray[np.int64]
# The row of a query, and ids.
_Candidates = tuple[int, _Ids]


class ExactIndex(NeighborIndex):
    """The true nearest neighbors.

    From some thousand vectors on, a sketch (see `DistanceSketch`, built at the first query) tells which vectors can
    be among the nearest at all; distances are computed in full for these alone. Queries near one another, as a file of
    functions that are alike has them, share one scan. The answer is the same.

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
        """Query as `NeighborIndex.query` does, without missing a neighbor."""
        queries = self._checked(vectors, k)
        k = min(k, self.size)
        ids = np.empty((len(queries), k), np.int64)
        distances = np.empty((len(queries), k), np.float32)
        if k == 0:
            return ids, distances
        for start in range(0, len(queries), _TOGETHER):
            together = queries[start : start + _TOGETHER]
            candidates = self._by_sketch(together, k) if self._use_sketch else self._by_scan(together, k)
            for row, candidate_ids in candidates:
                ids[start + row], distances[start + row] = self._nearest(together[row], candidate_ids, k)
        return ids, distances

    def _by_sketch(self, queries: FloatMatrix, k: int) -> Iterator[_Candidates]:
        """Yield for each query the ids of all vectors that can be among its k nearest, ascending."""
        if self._sketch is None:
            self._sketch = DistanceSketch(self._vectors)
        everything = np.arange(self.size)
        alone = np.arange(len(queries))
        if len(queries) >= _QUERIES:
            bounds = self._sketch.lower_bounds(queries[:1])[0]
            reach = self._reach(queries[0], self._likely(everything, bounds, k), k)
            groups, alone = _near_one_another(queries, float(reach) / _NEAR)
            for group, away in groups:
                # From a group's first query to what is near another one it is no farther than by way of that one.
                bounds = self._sketch.lower_bounds(queries[group[:1]])[0]
                likely = self._likely(everything, bounds, k)
                reach = max(self._reach(queries[row], likely, k) + far for row, far in zip(group, away, strict=True))
                ids = np.flatnonzero(bounds <= self._sketch.most(reach * _ROUNDING))
                part = self._sketch.part(ids)
                for start in range(0, len(group), _QUERIES):
                    yield from self._among(ids, part, queries, group[start : start + _QUERIES], k)
        for start in range(0, len(alone), _QUERIES):
            yield from self._among(everything, self._sketch, queries, alone[start : start + _QUERIES], k)

    def _among(
        self, ids: _Ids, sketch: DistanceSketch, queries: FloatMatrix, rows: _Ids, k: int
    ) -> Iterator[_Candidates]:
        """The same for some rows of the queries, whose neighbors are known to be among some ids."""
        for row, bounds in zip(rows, sketch.lower_bounds(queries[rows]), strict=True):
            reach = self._reach(queries[row], self._likely(ids, bounds, k), k)
            candidates = ids[np.flatnonzero(bounds <= sketch.most(reach))]
            is_few = len(candidates) < self.size // 8
            yield row, candidates if is_few else next(self._by_scan(queries[row][None], k))[1]

    def _likely(self, ids: _Ids, bounds: npt.NDArray[np.int16], k: int) -> _Ids:
        """The ids of the lowest bounds, somewhat more than k."""
        return ids[np.flatnonzero(bounds <= _at_least_kth(bounds, min(len(ids), max(_PROBES, 2 * k))))]

    def _reach(self, query: npt.NDArray[np.float32], likely: _Ids, k: int) -> np.float32:
        """A distance within which there are k vectors: any k true distances bound the k-th nearest from above."""
        reach: np.float32 = np.partition(self._rough_distances(query, likely), k - 1)[k - 1] * _ROUNDING
        return reach

    def _by_scan(self, queries: FloatMatrix, k: int) -> Iterator[_Candidates]:
        """The same by computing every distance, block by block so that a block stays in the processor's cache."""
        step = max(1, min(_QUERIES, _CELLS // self.size))
        for start in range(0, len(queries), step):
            lines = self._every_distance(queries[start : start + step])
            for row, line in enumerate(lines, start):
                yield row, np.flatnonzero(line <= _at_least_kth(line, k) * _ROUNDING)

    def _every_distance(self, queries: FloatMatrix) -> FloatMatrix:
        distances = np.empty((len(queries), self.size), np.float32)
        buffer = np.empty((_ROWS, self.dimension), np.float32)
        for start in range(0, self.size, _ROWS):
            block = self._vectors[start : start + _ROWS]
            difference = buffer[: len(block)]
            for row, query in enumerate(queries):
                np.subtract(block, query, out=difference)
                np.absolute(difference, out=difference)
                np.einsum("ij->i", difference, out=distances[row, start : start + len(block)])
        return distances

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


def _near_one_another(queries: FloatMatrix, radius: float) -> tuple[list[tuple[_Ids, npt.NDArray[np.float32]]], _Ids]:
    """Return groups of rows with distances (at most the radius) from the group's first row, and the other rows."""
    groups: list[tuple[_Ids, npt.NDArray[np.float32]]] = []
    alone: list[int] = []
    pending = np.arange(len(queries))
    while len(pending):
        away = np.absolute(queries[pending] - queries[pending[0]]).sum(axis=1)
        is_near = away <= radius
        if is_near.sum() >= _MIN_GROUP:
            groups.append((pending[is_near], away[is_near]))
            pending = pending[~is_near]
        else:
            alone.append(pending[0])
            pending = pending[1:]
    return groups, np.array(alone, np.int64)


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
