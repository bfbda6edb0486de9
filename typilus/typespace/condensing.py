"""The selection of markers for a smaller map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.typespace.exact import ExactIndex
from typilus.typespace.markers import TypeMap
from typilus.typespace.neighbors import FloatMatrix, NeighborIndex

__all__ = ["CondenseStep", "CondensedMap", "cap_types", "condense", "drop_duplicates", "drop_interior"]

_SEED = 5
# How many nearest markers must have a marker's own type for it to be interior, and how many of them stay for it.
NEIGHBORS = 20
GUARDS = 3
# The share of the surplus over the limit that `drop_interior` may remove; the cap removes the rest.
INTERIOR_SHARE = 0.5
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CondenseStep:
    """The result of one step.

    Attributes:
        name: Name of the step, with its setting.
        markers: Number of markers left.
        types: Number of types left.
    """

    name: str
    markers: int
    types: int


@dataclass(frozen=True, slots=True, eq=False)
class CondensedMap:
    """A smaller map and the steps that led to it.

    Attributes:
        map: Smaller map.
        steps: Result of each step, of which the first does nothing.
        stages: Rows of the larger map that were left after each step, ascending.
    """

    map: TypeMap
    steps: tuple[CondenseStep, ...]
    stages: tuple[Rows, ...]

    @property
    def rows(self) -> Rows:
        """The rows of the larger map that were kept."""
        return self.stages[-1]


def drop_duplicates(type_map: TypeMap, decimals: int | None = None) -> TypeMap:
    """The map with markers of one type at one place once (the first of them).

    Args:
        type_map: The map.
        decimals: Places are equal if their coordinates are, rounded to so many decimals; None: exactly equal.
    """
    return type_map.select(_distinct(type_map, np.arange(len(type_map)), decimals))


def condense(
    type_map: TypeMap,
    limit: int,
    decimals: int | None = 3,
    build_index: Callable[[FloatMatrix], NeighborIndex] = ExactIndex,
) -> CondensedMap:
    """Return a map of at most `limit` markers that changes predictions little.

    First repeated markers are removed; then, as far as needed, markers deep inside a region of their own type
    (`drop_interior`), at most half of the surplus; at last the most frequent types are capped (`cap_types`).
    No type is lost unless there are more types than `limit`.

    Args:
        type_map: Map to condense.
        limit: Maximum number of markers.
        decimals: Decimals, see `drop_duplicates`.
        build_index: Function that makes the index of neighbors, for a large map something faster than a scan.
    """
    rows = np.arange(len(type_map), dtype=np.int64)
    stages = [("all", rows)]
    rows = _distinct(type_map, rows, decimals)
    stages.append(("without repeated markers", rows))
    if len(rows) > limit:
        goal = limit + int((1 - INTERIOR_SHARE) * (len(rows) - limit))
        rows = drop_interior(type_map, rows, goal, build_index=build_index)
        stages.append((f"without interior markers ({NEIGHBORS} neighbors, {GUARDS} guards)", rows))
    if len(rows) > limit:
        rows, cap = cap_types(type_map, rows, limit)
        stages.append((f"at most {cap} a type", rows))
    steps = [CondenseStep(name, len(left), len(np.unique(type_map.type_ids[left]))) for name, left in stages]
    return CondensedMap(type_map.select(rows), tuple(steps), tuple(left for _, left in stages))


def drop_interior(
    type_map: TypeMap,
    rows: Rows,
    goal: int,
    neighbors: int = NEIGHBORS,
    guards: int = GUARDS,
    build_index: Callable[[FloatMatrix], NeighborIndex] = ExactIndex,
) -> Rows:
    """Thin out the markers whose neighbors all have their type (condensed nearest neighbors).

    The densest regions are thinned first. A removed marker protects `guards` of its nearest neighbors from removal, so
    that every region keeps markers of its type.

    Args:
        type_map: The map.
        rows: Markers to choose from.
        goal: Number of markers to keep.
        neighbors: Number of nearest markers that must share the type.
        guards: Neighbors that stay for each removed marker.
        build_index: Function that makes the index of neighbors.

    Returns:
        The rows kept, ascending.
    """
    vectors, type_ids = np.ascontiguousarray(type_map.vectors[rows]), type_map.type_ids[rows]
    surplus = len(rows) - goal
    if surplus <= 0 or len(rows) <= neighbors:
        return rows
    ids, distances = build_index(vectors).query(vectors, neighbors + 1)
    interior = (type_ids[ids] == type_ids[:, None]).all(axis=1)
    order = np.argsort(distances[:, -1], kind="stable")
    near = ids.tolist()
    kept, locked = [True] * len(rows), [False] * len(rows)
    for row in order[interior[order]].tolist():
        if surplus == 0:
            break
        if locked[row]:
            continue
        staying = [other for other in near[row] if kept[other] and other != row][:guards]
        if len(staying) < guards:
            continue
        for other in staying:
            locked[other] = True
        kept[row] = False
        surplus -= 1
    return np.asarray(rows[np.array(kept)], np.int64)


def cap_types(type_map: TypeMap, rows: Rows, limit: int) -> tuple[Rows, int]:
    """Keep at most `limit` markers by the largest sufficient cap per type, at random within a type.

    Returns:
        The rows kept, ascending, and the cap (at least 1).
    """
    type_ids = type_map.type_ids[rows]
    counts = np.bincount(type_ids)
    low, high = 1, int(counts.max(initial=1))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if np.minimum(counts, middle).sum() <= limit else (low, middle - 1)
    shuffled = np.random.default_rng(_SEED).permutation(len(rows))
    by_type = shuffled[np.argsort(type_ids[shuffled], kind="stable")]
    rank = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.sort(rows[by_type[rank < low]]), low


def _distinct(type_map: TypeMap, rows: Rows, decimals: int | None) -> Rows:
    if len(rows) == 0:
        return rows
    places = np.ascontiguousarray(
        type_map.vectors[rows] if decimals is None else type_map.vectors[rows].round(decimals)
    )
    # -0.0 and 0.0 are one place.
    keys = np.concatenate([(places + 0.0).view(np.uint32), type_map.type_ids[rows, None].view(np.uint32)], axis=1)
    whole = np.ascontiguousarray(keys).view(np.dtype((np.void, keys.shape[1] * 4))).ravel()
    _, first = np.unique(whole, return_index=True)
    return rows[np.sort(first)]
