"""The vote of the neighbors: a distribution over types (Eq. 5 of the paper)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["EPSILON", "neighbor_weights", "vote"]

EPSILON = 1e-6


def neighbor_weights(distances: npt.NDArray[np.float32], p: float, epsilon: float = EPSILON) -> npt.NDArray[np.float64]:
    """Return each neighbor's share of the vote: `d^-p / Z`.

    Args:
        distances: `[Q, k]`, infinity where there is no neighbor.
        p: Exponent with which influence falls with distance.
        epsilon: Smallest distance, so that a marker at the very point gets a finite vote.

    Returns:
        `[Q, k]`, rows sum to 1 (to 0 without any neighbor).
    """
    clipped = np.maximum(distances.astype(np.float64), epsilon)
    if clipped.shape[1] == 0:
        return clipped
    nearest = clipped.min(axis=1, keepdims=True)
    # Relative to the nearest, so that no power of a tiny distance overflows; Z cancels the factor.
    ratio = np.where(np.isfinite(clipped), nearest / np.where(np.isfinite(clipped), clipped, 1.0), 0.0)
    weights = np.where(np.isfinite(clipped), ratio**p, 0.0)
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(weights / np.where(total > 0, total, 1.0), np.float64)


def vote(
    type_ids: npt.NDArray[np.integer],
    distances: npt.NDArray[np.float32],
    p: float,
    n: int | None = None,
    epsilon: float = EPSILON,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return Eq. 5, `P(s: t) = 1/Z * sum_i I(t_i = t) d_i^-p`, for Q symbols at once.

    Args:
        type_ids: `[Q, k]` types of the neighbors, -1 where there is none.
        distances: `[Q, k]` L1 distances, ascending.
        p: Exponent with which influence falls with distance.
        n: Number of types to return, by default all k.
        epsilon: Smallest distance; smaller ones count as it.

    Returns:
        Types `[Q, n]` (-1 past the last) and probabilities `[Q, n]` (0 there), most probable first, equal ones in the
        order of their nearest neighbor.
    """
    queries, k = type_ids.shape
    n = k if n is None else min(n, k)
    missing = type_ids < 0
    weights = neighbor_weights(np.where(missing, np.float32(np.inf), distances).astype(np.float32), p, epsilon)
    # Neighbors of one type side by side, the nearest of them first, which is where the type's whole vote goes.
    by_type = np.argsort(type_ids, axis=1, kind="stable")
    ids = np.take_along_axis(type_ids, by_type, axis=1)
    first = np.ones(ids.shape, bool)
    first[:, 1:] = ids[:, 1:] != ids[:, :-1]
    totals = np.full(ids.shape, -1.0)
    if totals.size:
        votes = np.take_along_axis(weights, by_type, axis=1)
        totals[first] = np.add.reduceat(votes.ravel(), np.flatnonzero(first))
    totals[ids < 0] = -1.0
    by_place = np.empty_like(totals)
    np.put_along_axis(by_place, by_type, totals, axis=1)
    order = np.argsort(-by_place, axis=1, kind="stable")[:, :n]
    chances = np.take_along_axis(by_place, order, axis=1)
    ranked = np.where(chances >= 0, np.take_along_axis(type_ids, order, axis=1), -1)
    return ranked.reshape(queries, n).astype(np.int64), np.maximum(chances, 0.0)
