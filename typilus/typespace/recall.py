"""How much of the true neighbourhood an index finds, and how far Annoy must look to find enough."""

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

    A neighbour counts as found if it is as near as the true k-th: of markers equally far any will do.

    Args:
        index: the index to judge.
        queries: `[Q, D]`.
        truth: `[Q, k]` true distances, ascending (`ExactIndex.query`).
        tolerance: relative, for different orders of summation.
    """
    if truth.size == 0:
        return 1.0
    _, found = index.query(queries, truth.shape[1])
    return float((found <= truth[:, -1:] * (1 + tolerance)).mean())


def tune_search(
    index: AnnoyIndex, oracle: NeighborIndex, queries: FloatMatrix, k: int = 10, target: float = 0.95
) -> int:
    """The least `search` (to about a tenth) with which Annoy's recall@k reaches the target; set on the index.

    Args:
        index: the index to tune.
        oracle: an exact index over the same vectors.
        queries: `[Q, D]` that were not indexed; a few hundred will do.
        k: neighbours asked for.
        target: recall wanted, at most 1.

    Returns:
        The value found; at most the number of markers times the number of trees would be needed.
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
