"""Manhattan distances of many vectors at once, up to rounding, from one byte a dimension.

`|a - b| = 2 max(a, b) - a - b`, so with the sums of the codes at hand a distance takes one maximum a dimension. Codes
that are small enough to be added within a byte leave few rows to be added in 16 bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.typespace.neighbors import FloatMatrix

__all__ = ["ByteCodes", "CodedVectors", "make_byte_codes"]

_GROUPS = 16
_LEVELS = 255
# Rarer values are cut off, so that all others get a finer step.
_CUT = 5e-4
_QUERIES = 4

_Codes = npt.NDArray[np.uint8]
_Sums = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class CodedVectors:
    """M vectors as codes.

    Attributes:
        codes: `[D', M]`, the dimensions in the order of their `ByteCodes`.
        sums: `[M]`, the sum of each vector's codes.
    """

    codes: _Codes
    sums: _Sums

    def take(self, rows: npt.NDArray[np.int64]) -> CodedVectors:
        """Return some of them."""
        return CodedVectors(self.codes[:, rows], self.sums[rows])


@dataclass(frozen=True, slots=True, eq=False)
class ByteCodes:
    """A code of whole steps for each dimension.

    The dimensions are permuted, and filled up to 16 times a power of two, so that those a multiple of 16 apart add up
    to less than a byte.

    Attributes:
        step: Distance that a step of a code stands for.
        dimensions: `[D']` which dimension each row of the codes is, -1 for none.
        low: `[D']` value with code 0.
        highest: `[D']` highest code.
    """

    step: float
    dimensions: npt.NDArray[np.int64]
    low: npt.NDArray[np.float32]
    highest: npt.NDArray[np.float32]

    def encode(self, vectors: FloatMatrix) -> CodedVectors:
        """Return `[M, D]` vectors as codes, values out of range at its border."""
        steps = np.rint((vectors[:, self.dimensions] - self.low) / np.float32(self.step))
        codes = np.clip(steps, 0, self.highest).astype(np.uint8).T
        return CodedVectors(np.ascontiguousarray(codes), codes.sum(axis=0, dtype=np.int16))

    def workspace(self, count: int) -> _Codes:
        """Return memory for `distances` to at most `count` vectors, which would take longer to find than to use."""
        return np.empty(_QUERIES * len(self.dimensions) * count, np.uint8)

    def distances(self, queries: CodedVectors, vectors: CodedVectors, workspace: _Codes) -> npt.NDArray[np.int16]:
        """`[Q, M]`: the distances in steps."""
        distances = np.empty((len(queries.sums), len(vectors.sums)), np.int16)
        rows, count = vectors.codes.shape
        for start in range(0, len(distances), _QUERIES):
            some = queries.codes.T[start : start + _QUERIES, :, None]
            larger = workspace[: len(some) * rows * count].reshape(len(some), rows, count)
            np.maximum(vectors.codes, some, out=larger)
            height = rows
            while height > _GROUPS:
                height //= 2
                np.add(larger[:, :height], larger[:, height : 2 * height], out=larger[:, :height])
            np.add.reduce(larger[:, :height], axis=1, dtype=np.int16, out=distances[start : start + _QUERIES])
        distances += distances
        distances -= vectors.sums
        distances -= queries.sums[:, None]
        return distances


def make_byte_codes(vectors: FloatMatrix) -> ByteCodes:
    """Choose codes for vectors like `[M, D]` examples, M at least 1."""
    low, high = _cut_off(vectors)
    extent = np.maximum(high - low, 1e-6)
    depth = 1 << max(0, (len(extent) - 1).bit_length() - (_GROUPS - 1).bit_length())
    # Widest first, forth and back over the groups: their sums come out nearly equal.
    order = np.full((depth, _GROUPS), -1, np.int64)
    order.ravel()[: len(extent)] = np.argsort(-extent, kind="stable")
    order[1::2] = order[1::2, ::-1]
    dimensions = order.ravel()
    extent = np.where(dimensions < 0, 0, extent[dimensions]).astype(np.float32)
    step = float(extent.reshape(depth, _GROUPS).sum(axis=0).max()) / max(1, _LEVELS - depth)
    return ByteCodes(step, dimensions, low[dimensions], np.rint(extent / step).astype(np.float32))


def _cut_off(vectors: FloatMatrix) -> FloatMatrix:
    """`[2, D]`: `np.quantile` at either cut, without the masked arrays that it would import."""
    position = _CUT * (len(vectors) - 1)
    below, share = int(position), position - int(position)
    above, last = min(below + 1, len(vectors) - 1), len(vectors) - 1
    ranks = [below, above, last - below, last - above]
    ends = np.partition(vectors, ranks, axis=0)[ranks].astype(np.float64)
    inner, outer = ends[1::2], ends[::2]
    return np.asarray(inner - (inner - outer) * (1 - share), np.float32)
