"""Lists of numbers of different lengths, one after another in one array."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

__all__ = ["IntArray", "Ragged"]

IntArray = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """N lists of numbers.

    Attributes:
        values: `[V]` int32, the numbers of all lists.
        offsets: `[N + 1]` int32, list i is `values[offsets[i]:offsets[i + 1]]`.
    """

    values: IntArray
    offsets: IntArray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> Ragged:
        """The same lists."""
        lengths = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
        values = np.fromiter(chain.from_iterable(lists), dtype=np.int32, count=int(lengths.sum()))
        return cls(values, _offsets(lengths))

    @classmethod
    def grouped(cls, values: npt.NDArray[np.integer], groups: npt.NDArray[np.integer], count: int) -> Ragged:
        """The values of each of `count` groups, in ascending order. `groups` has the group of each value."""
        order = np.lexsort((values, groups))
        return cls(values[order].astype(np.int32), _offsets(np.bincount(groups, minlength=count)))

    @classmethod
    def joined(cls, parts: Iterable[Ragged]) -> Ragged:
        """The lists of all parts, part after part."""
        parts = list(parts)
        nothing = np.zeros(0, dtype=np.int32)
        lengths = np.concatenate([nothing, *(part.lengths for part in parts)])
        return cls(np.concatenate([nothing, *(part.values for part in parts)]), _offsets(lengths))

    @property
    def lengths(self) -> IntArray:
        """`[N]` lengths of the lists."""
        return np.diff(self.offsets)

    @property
    def starts(self) -> IntArray:
        """`[N]` index of the first value of each list."""
        return self.offsets[:-1]

    def take(self, rows: npt.NDArray[np.integer]) -> Ragged:
        """Some of the lists, in the given order."""
        return Ragged(self.values[self.flat(rows)], _offsets(self.lengths[rows]))

    def flat(self, rows: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """Indices of the values of some lists, list after list."""
        lengths = self.lengths[rows].astype(np.int64)
        first = np.cumsum(lengths) - lengths
        return np.repeat(self.starts[rows] - first, lengths) + np.arange(lengths.sum())


def _offsets(lengths: npt.NDArray[np.integer]) -> IntArray:
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return offsets
