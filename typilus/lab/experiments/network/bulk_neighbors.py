"""Nearest neighbors and votes in bulk: leave-one-file-out search inside a project, merging, Eq. 5 over many rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.lab.experiments.network.metrics import RankedTypes
from typilus.typespace import VotingRule, vote

__all__ = ["TypedNeighbors", "bulk_vote", "exact_neighbors", "merge_neighbors", "neighbors_of_other_files", "vote_grid"]

Rows = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]

_BLOCK = 1 << 19
"""Distances held at once: 2 MB, which stays in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class TypedNeighbors:
    """The nearest markers of Q symbols, with their types.

    Attributes:
        type_id: `[Q, k]` int32 types of the markers, -1 where there are fewer than k markers.
        distance: `[Q, k]` float32 L1 distances, ascending, infinite where there is no marker.
    """

    type_id: npt.NDArray[np.int32]
    distance: npt.NDArray[np.float32]


def exact_neighbors(
    queries: Vectors, markers: Vectors, k: int, excluded: npt.NDArray[np.bool_] | None = None
) -> tuple[Rows, Vectors]:
    """The k nearest markers by L1 distance, by looking at all of them.

    Args:
        queries: `[Q, D]`.
        markers: `[M, D]`.
        k: Neighbors a query.
        excluded: `[M]`; markers that must not be found.

    Returns:
        `[Q, k]` positions among the markers, -1 where there are too few; their distances, ascending.
    """
    k_found = min(k, len(markers))
    rows = np.full((len(queries), k), -1, np.int64)
    distances = np.full((len(queries), k), np.inf, np.float32)
    if not k_found:
        return rows, distances
    step = max(1, _BLOCK // len(markers))
    transposed = np.ascontiguousarray(markers.T)
    for start in range(0, len(queries), step):
        block = _l1(queries[start : start + step], transposed)
        if excluded is not None:
            block[:, excluded] = np.inf
        nearest = np.argpartition(block, k_found - 1, axis=1)[:, :k_found]
        near = np.take_along_axis(block, nearest, axis=1)
        order = np.argsort(near, axis=1, kind="stable")
        near = np.take_along_axis(near, order, axis=1)
        nearest = np.take_along_axis(nearest, order, axis=1)
        rows[start : start + step, :k_found] = np.where(np.isfinite(near), nearest, -1)
        distances[start : start + step, :k_found] = near
    return rows, distances


def _l1(queries: Vectors, transposed: Vectors) -> npt.NDArray[np.float32]:
    """Return `[Q, M]` L1 distances to markers given as `[D, M]`, by one dimension at a time to stay in the cache."""
    total = np.zeros((len(queries), transposed.shape[1]), np.float32)
    difference = np.empty_like(total)
    for dimension in range(transposed.shape[0]):
        np.subtract(queries[:, dimension, None], transposed[dimension], out=difference)
        np.abs(difference, out=difference)
        total += difference
    return total


def neighbors_of_other_files(
    vectors: Vectors,
    queries: npt.NDArray[np.int64],
    markers: npt.NDArray[np.int64],
    file_id: npt.NDArray[np.int32],
    project_id: npt.NDArray[np.int32],
    k: int,
) -> tuple[Rows, Vectors]:
    """Return for each query row its k nearest marker rows of the same project but of another file.

    Args:
        vectors: `[S, D]`, one per symbol of the table.
        queries: `[Q]` rows of the table.
        markers: `[M]` rows of the table that may be neighbors.
        file_id: `[S]`.
        project_id: `[S]`.
        k: Neighbors per query.

    Returns:
        `[Q, k]` rows of the table, -1 where there are too few; their distances, ascending.
    """
    rows = np.full((len(queries), k), -1, np.int64)
    distances = np.full((len(queries), k), np.inf, np.float32)
    query_project, query_file = project_id[queries], file_id[queries]
    marker_project = project_id[markers]
    for project in np.unique(query_project):
        mine = markers[marker_project == project]
        mine_vectors, mine_files = vectors[mine], file_id[mine]
        in_project = query_project == project
        for file in np.unique(query_file[in_project]):
            asked = np.flatnonzero(in_project & (query_file == file))
            nearest, far = exact_neighbors(vectors[queries[asked]], mine_vectors, k, excluded=mine_files == file)
            rows[asked] = np.where(nearest >= 0, mine[nearest], -1) if len(mine) else -1
            distances[asked] = far
    return rows, distances


def merge_neighbors(first: TypedNeighbors, second: TypedNeighbors, k: int, second_scale: float = 1.0) -> TypedNeighbors:
    """Return the k nearest of two searches over different markers.

    Args:
        first: `[Q, k1]`.
        second: `[Q, k2]`, which comes before the first where equal.
        k: Number of neighbors to keep.
        second_scale: Factor of the second's distances (below 1: its markers are trusted more).
    """
    type_id = np.concatenate([second.type_id, first.type_id], axis=1)
    distance = np.concatenate([second.distance * np.float32(second_scale), first.distance], axis=1)
    order = np.argsort(distance, axis=1, kind="stable")[:, :k]
    return TypedNeighbors(np.take_along_axis(type_id, order, axis=1), np.take_along_axis(distance, order, axis=1))


def bulk_vote(neighbors: TypedNeighbors, rule: VotingRule, n: int = 5) -> RankedTypes:
    """Return the votes (Eq. 5) of many symbols, by blocks so that memory stays bounded.

    Args:
        neighbors: `[Q, k']`, of which the first k vote.
        rule: Rule with k, p and epsilon; the overlay's scale is up to the caller.
        n: Number of predictions to keep.
    """
    type_id, distance = neighbors.type_id[:, : rule.k], neighbors.distance[:, : rule.k]
    n = min(n, type_id.shape[1])
    ranked = np.full((len(type_id), n), -1, np.int32)
    probability = np.zeros((len(type_id), n), np.float32)
    step = max(1, _BLOCK // max(1, type_id.shape[1] ** 2))
    for start in range(0, len(type_id), step):
        block = slice(start, start + step)
        ranked[block], probability[block] = vote(type_id[block], distance[block], rule.p, n, rule.epsilon)
    return RankedTypes(ranked, probability)


def vote_grid(
    neighbors: TypedNeighbors, k: Sequence[int], p: Sequence[float], rate: Callable[[RankedTypes], float]
) -> npt.NDArray[np.float64]:
    """`[K, P]`: the rate of the best prediction for each number of neighbors and each exponent.

    Args:
        neighbors: `[Q, k']`; where fewer than k are there, all of them vote.
        k: Numbers of neighbors.
        p: Exponents.
        rate: Judges `[Q, 1]` predictions.
    """
    return np.array([[rate(bulk_vote(neighbors, VotingRule(near, power), 1)) for power in p] for near in k])
