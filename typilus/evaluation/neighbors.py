"""Nearest neighbours and votes in bulk: leave-one-file-out search inside a project, merging, Eq. 5 over many rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.evaluation.metrics import RankedTypes
from typilus.typespace import VotingRule, vote

__all__ = ["Neighbors", "bulk_vote", "exact_neighbors", "merge_neighbors", "neighbors_of_other_files"]

Vectors = npt.NDArray[np.float32]

_BLOCK = 1 << 22
"""Distances held at once: 16 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbors:
    """The nearest markers of Q symbols.

    Attributes:
        row: `[Q, k]` int64 rows of the symbol table, -1 where there are fewer than k markers.
        distance: `[Q, k]` float32 L1 distances, ascending, infinite where there is no marker.
    """

    row: npt.NDArray[np.int64]
    distance: npt.NDArray[np.float32]


def exact_neighbors(
    queries: Vectors, markers: Vectors, k: int, excluded: npt.NDArray[np.bool_] | None = None
) -> Neighbors:
    """The k nearest markers by L1 distance, by looking at all of them.

    Args:
        queries: `[Q, D]`.
        markers: `[M, D]`.
        k: neighbours a query.
        excluded: `[M]`; markers that must not be found.

    Returns:
        Positions among the markers.
    """
    k_found = min(k, len(markers))
    rows = np.full((len(queries), k), -1, np.int64)
    distances = np.full((len(queries), k), np.inf, np.float32)
    if not k_found:
        return Neighbors(rows, distances)
    step = max(1, _BLOCK // len(markers))
    transposed = np.ascontiguousarray(markers.T)
    for start in range(0, len(queries), step):
        block = _l1(queries[start : start + step], transposed)
        if excluded is not None:
            block[:, excluded] = np.inf
        found = np.argpartition(block, k_found - 1, axis=1)[:, :k_found]
        near = np.take_along_axis(block, found, axis=1)
        order = np.argsort(near, axis=1, kind="stable")
        near = np.take_along_axis(near, order, axis=1)
        found = np.take_along_axis(found, order, axis=1)
        rows[start : start + step, :k_found] = np.where(np.isfinite(near), found, -1)
        distances[start : start + step, :k_found] = near
    return Neighbors(rows, distances)


def _l1(queries: Vectors, transposed: Vectors) -> npt.NDArray[np.float32]:
    """`[Q, M]` L1 distances to markers given as `[D, M]`; one dimension at a time keeps the block in cache."""
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
) -> Neighbors:
    """For each query row its k nearest marker rows of the same project but of another file.

    Args:
        vectors: `[S, D]`, a symbol of the table each.
        queries: `[Q]` rows of the table.
        markers: `[M]` rows of the table that may be found.
        file_id: `[S]`.
        project_id: `[S]`.
        k: neighbours a query.
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
            found = exact_neighbors(vectors[queries[asked]], mine_vectors, k, excluded=mine_files == file)
            rows[asked] = np.where(found.row >= 0, mine[found.row], -1) if len(mine) else -1
            distances[asked] = found.distance
    return Neighbors(rows, distances)


def merge_neighbors(first: Neighbors, second: Neighbors, k: int, second_factor: float = 1.0) -> Neighbors:
    """The k nearest of two searches; a marker that both found counts once, at its smaller distance.

    Args:
        first: `[Q, k1]`.
        second: `[Q, k2]`.
        k: how many to keep.
        second_factor: multiplies the second's distances (below 1: its markers are trusted more).
    """
    rows = np.concatenate([second.row, first.row], axis=1)
    distances = np.concatenate([second.distance * np.float32(second_factor), first.distance], axis=1)
    order = np.argsort(distances, axis=1, kind="stable")
    rows = np.take_along_axis(rows, order, axis=1)
    distances = np.take_along_axis(distances, order, axis=1)
    by_row = np.argsort(rows, axis=1, kind="stable")
    sorted_rows = np.take_along_axis(rows, by_row, axis=1)
    repeated = np.zeros(rows.shape, np.bool_)
    np.put_along_axis(repeated[:, :], by_row[:, 1:], sorted_rows[:, 1:] == sorted_rows[:, :-1], axis=1)
    gone = repeated | (rows < 0)
    distances = np.where(gone, np.float32(np.inf), distances)
    rows = np.where(gone, -1, rows)
    order = np.argsort(distances, axis=1, kind="stable")[:, :k]
    return Neighbors(np.take_along_axis(rows, order, axis=1), np.take_along_axis(distances, order, axis=1))


def bulk_vote(
    type_id: npt.NDArray[np.int32], distance: npt.NDArray[np.float32], rule: VotingRule, n: int = 5
) -> RankedTypes:
    """Eq. 5 for many symbols, by blocks so that memory stays bounded.

    Args:
        type_id: `[Q, k]`, the neighbours' types, -1 for none.
        distance: `[Q, k]`, infinite for none.
        rule: its p and epsilon; k and the overlay's scale are the caller's part.
        n: predictions to keep.
    """
    n = min(n, type_id.shape[1])
    ranked = np.full((len(type_id), n), -1, np.int32)
    probability = np.zeros((len(type_id), n), np.float32)
    step = max(1, _BLOCK // max(1, type_id.shape[1] ** 2))
    for start in range(0, len(type_id), step):
        block = slice(start, start + step)
        ranked[block], probability[block] = vote(type_id[block], distance[block], rule.p, n, rule.epsilon)
    return RankedTypes(ranked, probability)
