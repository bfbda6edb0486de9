"""Which markers a smaller map keeps."""

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
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CondenseStep:
    """What one step left.

    Attributes:
        name: the step, with its setting.
        markers: how many are left.
        types: of how many types.
    """

    name: str
    markers: int
    types: int


@dataclass(frozen=True, slots=True, eq=False)
class CondensedMap:
    """A smaller map and how it came about.

    Attributes:
        map: what is left.
        steps: what each step left, the first of them nothing done.
        stages: for each step the rows of the larger map that were left, ascending.
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
        type_map: the map.
        decimals: places are equal if their coordinates are, rounded to so many decimals; None: exactly equal.
    """
    return type_map.select(_distinct(type_map, np.arange(len(type_map)), decimals))


def condense(
    type_map: TypeMap,
    limit: int,
    neighbours: int = 20,
    guards: int = 3,
    share: float = 0.5,
    decimals: int | None = 3,
    build_index: Callable[[FloatMatrix], NeighborIndex] = ExactIndex,
) -> CondensedMap:
    """At most `limit` markers, chosen so that predictions change little.

    First repeated markers go; then, as far as needed, markers deep inside a region of their own type
    (`drop_interior`), down to `share` of the surplus a round; at last the most frequent types are capped
    (`cap_types`). Types never vanish unless there are more types than `limit`.

    Args:
        type_map: the map.
        limit: markers to keep at most.
        neighbours: how many of the nearest must be of a marker's own type for it to be interior.
        guards: how many of them stay for each one that goes.
        share: of the surplus over the limit, how much `drop_interior` may remove; the cap removes the rest.
        decimals: see `drop_duplicates`.
        build_index: what finds every marker's neighbours: of a large map, something faster than a scan.
    """
    rows = np.arange(len(type_map), dtype=np.int64)
    stages = [("all", rows)]
    rows = _distinct(type_map, rows, decimals)
    stages.append(("without repeated markers", rows))
    if len(rows) > limit and share > 0:
        goal = limit + int((1 - share) * (len(rows) - limit))
        rows = drop_interior(type_map, rows, goal, neighbours, guards, build_index)
        stages.append((f"without interior markers ({neighbours} neighbours, {guards} guards)", rows))
    if len(rows) > limit:
        rows, cap = cap_types(type_map, rows, limit)
        stages.append((f"at most {cap} a type", rows))
    steps = [CondenseStep(name, len(left), len(np.unique(type_map.type_ids[left]))) for name, left in stages]
    return CondensedMap(type_map.select(rows), tuple(steps), tuple(left for _, left in stages))


def drop_interior(
    type_map: TypeMap,
    rows: Rows,
    goal: int,
    neighbours: int = 20,
    guards: int = 3,
    build_index: Callable[[FloatMatrix], NeighborIndex] = ExactIndex,
) -> Rows:
    """Condensed nearest neighbours: of markers all of whose neighbours have their type, enough stay to speak for it.

    Densest regions are thinned first. A marker that goes leaves `guards` of its nearest neighbours behind for good,
    so that every place keeps markers of its type nearby.

    Args:
        type_map: the map.
        rows: markers to choose from.
        goal: stop when so many are left.
        neighbours: how many of the nearest must share the type.
        guards: neighbours that stay for each marker that goes.
        build_index: what finds the neighbours.

    Returns:
        The rows kept, ascending.
    """
    vectors, type_ids = np.ascontiguousarray(type_map.vectors[rows]), type_map.type_ids[rows]
    surplus = len(rows) - goal
    if surplus <= 0 or len(rows) <= neighbours:
        return rows
    ids, distances = build_index(vectors).query(vectors, neighbours + 1)
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
    """At most `limit` markers by the largest cap per type that achieves it; which ones of a type go is random.

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
    place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.sort(rows[by_type[place < low]]), low


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
