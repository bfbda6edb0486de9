"""Approximate nearest neighbors by looking only into the cells near a query: nothing to build, little to load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from typilus.typespace.byte_codes import CodedVectors, make_byte_codes
from typilus.typespace.cells import Cells
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex
from typilus.typespace.quantization import QuantizedVectors

__all__ = ["CellIndex"]

# So many vectors a neighbor are looked at first, in the nearest cells; they tell how far the neighbors are.
_FIRST_PER_NEIGHBOR = 16
_MIN_FIRST = 2048
# Cells are looked into whose centroids are at most so many times as far as the k-th neighbor among these.
DEFAULT_REACH = 1.2
# So many times k vectors and so many more, by the distances of their codes, get exact distances.
_PRECISE_PER_NEIGHBOR = 1.25
_MIN_PRECISE = 16
_QUERIES = 256
_SAMPLE = 10_000

_Ids = npt.NDArray[np.int64]
_Codes = npt.NDArray[np.int16]
# A cell, the queries that look into it, and their codes of the distances to its vectors.
_Look = tuple[int, _Ids, _Codes]


class CellIndex(NeighborIndex):
    """Most of the true nearest neighbors, in about a quarter of the time that a scan takes, by numpy alone.

    The vectors stay as they are stored: those of a cell are coded in bytes when a query first comes near it (see
    `ByteCodes`), and only the best by their codes get an exact distance.

    Attributes:
        reach: How far away cells are looked into, as a factor on a first guess of the k-th neighbor's distance. More
            finds more of the neighbors and takes longer.

    Args:
        points: M vectors.
        cells: Their cells.
        reach: See above.

    Raises:
        ValueError: The cells are those of other vectors.
    """

    def __init__(self, points: FloatMatrix | QuantizedVectors, cells: Cells, reach: float = DEFAULT_REACH) -> None:
        if len(cells.cell_of) != len(points):
            raise ValueError(f"cells of {len(cells.cell_of)} vectors for {len(points)}")
        self.reach = reach
        self._points = points
        self._centroids = cells.centroids
        self._ids = np.argsort(cells.cell_of, kind="stable")
        self._sizes = np.bincount(cells.cell_of, minlength=len(cells.centroids))
        self._ends = np.cumsum(self._sizes)
        self._coded: dict[int, CodedVectors] = {}
        self._code = make_byte_codes(self._taken(np.arange(0, len(points), max(1, len(points) // _SAMPLE))))

    @property
    def size(self) -> int:
        """M."""
        return len(self._ids)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self._centroids.shape[1])

    def query(self, vectors: FloatMatrix, k: int) -> tuple[IdMatrix, FloatMatrix]:
        """Query as `NeighborIndex.query` does, except that a few true neighbors may be missing."""
        queries = self._checked(vectors, k)
        k = min(k, self.size)
        ids = np.empty((len(queries), k), np.int64)
        distances = np.empty((len(queries), k), np.float32)
        for start in range(0, len(queries) if k else 0, _QUERIES):
            together = queries[start : start + _QUERIES]
            for row, candidates in enumerate(self._candidates(together, k), start):
                ids[row], distances[row] = self._nearest(queries[row], candidates, k)
        return ids, distances

    def _candidates(self, queries: FloatMatrix, k: int) -> Iterator[_Ids]:
        """Yield for each query the ids of at least k vectors, the nearest by their codes."""
        away = np.stack([np.absolute(self._centroids - query).sum(axis=1) for query in queries])
        coded = self._code.encode(queries)
        is_first = self._first_cells(away, k)
        looks = list(self._look(coded, is_first))
        precise = min(int(k * _PRECISE_PER_NEIGHBOR) + _MIN_PRECISE, self.size)
        kth, limits = _lowest(looks, len(queries), k, precise)
        is_near = away <= (kth * (self._code.step * self.reach))[:, None]
        looks.extend(self._look(coded, is_near & ~is_first))
        owners, ids, codes = (np.concatenate(parts) for parts in zip(*self._hits(looks, limits), strict=True))
        order = np.argsort(owners, kind="stable")
        ends = np.cumsum(np.bincount(owners, minlength=len(queries)))[:-1]
        for some, code in zip(np.split(ids[order], ends), np.split(codes[order], ends), strict=True):
            yield some if len(some) <= precise else some[code <= np.partition(code, precise - 1)[precise - 1]]

    def _first_cells(self, away: FloatMatrix, k: int) -> npt.NDArray[np.bool_]:
        """`[Q, C]`: the nearest cells, as many as hold some multiple of k vectors."""
        order = np.argsort(away, axis=1)
        before = np.cumsum(self._sizes[order], axis=1) - self._sizes[order]
        is_first = np.empty(away.shape, bool)
        np.put_along_axis(is_first, order, before < max(_MIN_FIRST, k * _FIRST_PER_NEIGHBOR), axis=1)
        return is_first

    def _look(self, queries: CodedVectors, wanted: npt.NDArray[np.bool_]) -> Iterator[_Look]:
        """Look into the cells that are wanted (`[Q, C]`), once for all queries that want one."""
        cells, rows = np.nonzero(wanted.T)
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        workspace = self._code.workspace(int(self._sizes.max()))
        for cell, some in zip(cells[starts].tolist(), np.split(rows, starts[1:]), strict=False):
            yield cell, some, self._code.distances(queries.take(some), self._cell(cell), workspace)

    def _cell(self, cell: int) -> CodedVectors:
        if cell not in self._coded:
            self._coded[cell] = self._code.encode(self._taken(self._ids_of(cell)))
        return self._coded[cell]

    def _ids_of(self, cell: int) -> _Ids:
        return self._ids[self._ends[cell] - self._sizes[cell] : self._ends[cell]]

    def _hits(self, looks: Iterable[_Look], limits: _Codes) -> Iterator[tuple[_Ids, _Ids, _Codes]]:
        """Yield queries, ids and codes of what lies within the limits (`[Q]`)."""
        for cell, rows, codes in looks:
            hits = np.flatnonzero(codes <= limits[rows, None])
            row, column = np.divmod(hits, codes.shape[1])
            yield rows[row], self._ids_of(cell)[column], codes.ravel()[hits]

    def _nearest(self, query: npt.NDArray[np.float32], ids: _Ids, k: int) -> tuple[_Ids, npt.NDArray[np.float32]]:
        distances = np.absolute(self._taken(ids) - query).sum(axis=1)
        order = np.lexsort((ids, distances))[:k]
        return ids[order], distances[order]

    def _taken(self, ids: _Ids) -> FloatMatrix:
        return self._points[ids]


def _lowest(looks: Iterable[_Look], count: int, k: int, precise: int) -> tuple[_Codes, _Codes]:
    """`[Q]` twice: the k-th lowest code that each of Q queries has met, and the `precise`-th, or the highest."""
    codes_of: list[list[_Codes]] = [[] for _ in range(count)]
    for _, rows, codes in looks:
        for row, line in zip(rows.tolist(), codes, strict=True):
            codes_of[row].append(line)
    lowest = np.empty((2, count), np.int16)
    for row, lines in enumerate(codes_of):
        met = np.concatenate(lines)
        ranks = [k - 1, min(precise, len(met)) - 1]
        lowest[:, row] = np.partition(met, ranks)[ranks]
    return lowest[0], lowest[1]
