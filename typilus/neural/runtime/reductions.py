"""Sums and maxima over bags of rows."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["reduce_bags"]

Array = npt.NDArray[np.float32]

_FEW: Final = 8


def reduce_bags(
    reduction: np.ufunc, rows: Array, members: npt.NDArray[np.int64], offsets: npt.NDArray[np.int64]
) -> Array:
    """`[B, H]`, the rows of each bag reduced to one, 0 for an empty bag.

    Bags are sorted by their sizes, so that the first members of all are reduced together, then the second ones, and
    so on. That is faster than `reduceat`, which has no fast loop along the first axis. The last few bags, which may be
    very large, are reduced one by one.

    Args:
        reduction: `np.add` or `np.maximum`.
        rows: `[R, H]`.
        members: `[M]` rows, bag after bag.
        offsets: `[B]` where the members of each bag start.
    """
    results = np.zeros((len(offsets), rows.shape[1]), np.float32)
    sizes = np.diff(offsets, append=len(members))
    order = np.argsort(-sizes, kind="stable")
    starts, sizes = offsets[order], sizes[order]
    left = int(np.searchsorted(-sizes, 0))  # how many bags have a member at the position
    reduced = rows[members[starts[:left]]]
    position = 1
    while (left := int(np.searchsorted(-sizes, -position))) >= _FEW:
        reduction(reduced[:left], rows[members[starts[:left] + position]], out=reduced[:left])
        position += 1
    for bag, (start, size) in enumerate(zip(starts[:left].tolist(), sizes[:left].tolist(), strict=True)):
        further = reduction.reduce(rows[members[start + position : start + size]], axis=0)
        reduction(reduced[bag], further, out=reduced[bag])
    results[order[: len(reduced)]] = reduced
    return results
