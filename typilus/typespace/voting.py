"""From neighbours to a distribution over types: Eq. 5 of the paper."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["EPSILON", "neighbour_weights", "vote"]

EPSILON = 1e-6


def neighbour_weights(
    distances: npt.NDArray[np.float32], p: float, epsilon: float = EPSILON
) -> npt.NDArray[np.float64]:
    """Each neighbour's share of the vote: `d^-p / Z`.

    Args:
        distances: `[Q, k]`, infinity where there is no neighbour.
        p: how fast influence falls with distance.
        epsilon: distances below it count as it, so that a marker at the very place gets a finite vote.

    Returns:
        `[Q, k]`, rows sum to 1 (to 0 without any neighbour).
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
    """Eq. 5, `P(s: t) = 1/Z * sum_i I(t_i = t) d_i^-p`, for Q symbols at once.

    Args:
        type_ids: `[Q, k]` types of the neighbours; -1 where there is none.
        distances: `[Q, k]` L1 distances, ascending.
        p: how fast influence falls with distance.
        n: how many types to return, the most probable first; all k by default.
        epsilon: distances below it count as it.

    Returns:
        types `[Q, n]` (-1 past the last) and probabilities `[Q, n]` (0 there), most probable first; equals in order
        of their nearest neighbour.
    """
    queries, k = type_ids.shape
    n = k if n is None else min(n, k)
    weights = neighbour_weights(np.where(type_ids < 0, np.inf, distances).astype(np.float32), p, epsilon)
    ids = type_ids.astype(np.int64)
    same = ids[:, :, None] == ids[:, None, :]
    # A type's whole vote stands at its first (nearest) neighbour; its later neighbours get none.
    first = ~np.any(same & np.tri(k, k, -1, dtype=bool), axis=2) & (ids >= 0)
    totals = np.where(first, np.einsum("qij,qj->qi", same, weights), -1.0)
    order = np.argsort(-totals, axis=1, kind="stable")[:, :n]
    probabilities = np.take_along_axis(totals, order, axis=1)
    ranked = np.where(probabilities >= 0, np.take_along_axis(ids, order, axis=1), -1)
    return ranked.reshape(queries, n), np.maximum(probabilities, 0.0)
