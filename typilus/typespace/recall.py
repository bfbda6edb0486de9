"""The recall of an index, and the effort with which Annoy reaches a target."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from typilus.typespace.annoy_index import AnnoyIndex
from typilus.typespace.neighbors import FloatMatrix, NeighborIndex

__all__ = ["recall", "tune_search"]


def recall(
    index: NeighborIndex, queries: FloatMatrix, truth: npt.NDArray[np.float32], tolerance: float = 1e-5
) -> float:
    """Share of the k nearest that an index finds, over all queries.

    A neighbor counts as found if it is as near as the true k-th: of markers equally far any will do.

    Args:
        index: The index to judge.
        queries: `[Q, D]`.
        truth: `[Q, k]` true distances, ascending (`ExactIndex.query`).
        tolerance: Relative, for different orders of summation.
    """
    if truth.size == 0:
        return 1.0
    _, ids = index.query(queries, truth.shape[1])
    return float((ids <= truth[:, -1:] * (1 + tolerance)).mean())


def tune_search(
    index: AnnoyIndex, oracle: NeighborIndex, queries: FloatMatrix, k: int = 10, target: float = 0.95
) -> int:
    """Return the smallest `search` (to about a tenth) with which Annoy's recall@k reaches the target, and set it.

    Args:
        index: Index to tune.
        oracle: Exact index over the same vectors.
        queries: `[Q, D]` vectors that were not indexed; a few hundred are enough.
        k: Number of neighbors.
        target: Required recall, at most 1.

    Returns:
        The value found, at most the number of markers times the number of trees.
    """
    _, truth = oracle.query(queries, k)
    low, high = 0, max(k, 64)
    limit = 100 * max(oracle.size, 1)
    while True:
        index.search = high
        if high >= limit or recall(index, queries, truth) >= target:
            break
        low, high = high, 2 * high
    while high - low > max(1, high // 10):
        index.search = (low + high) // 2
        if recall(index, queries, truth) >= target:
            high = index.search
        else:
            low = index.search
    index.search = high
    return high
