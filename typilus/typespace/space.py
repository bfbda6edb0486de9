"""The TypeSpace: from embeddings of symbols to ranked types."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from typilus.errors import CheckpointError
from typilus.typespace.choice import build_index
from typilus.typespace.condensing import drop_duplicates
from typilus.typespace.exact import ExactIndex
from typilus.typespace.markers import TypeMap, TypeMarker, merge_maps
from typilus.typespace.neighbors import FloatMatrix, IdMatrix, NeighborIndex
from typilus.typespace.storage import Precision, load_map, read_notes, save_map
from typilus.typespace.voting import EPSILON, vote

__all__ = ["Neighbor", "TypeSpace", "Vote", "VotingRule"]

_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class VotingRule:
    """The parameters of Eq. 5, tuned on validation.

    Attributes:
        k: Number of neighbors that vote.
        p: Exponent with which influence falls with distance.
        epsilon: Smallest distance; smaller ones count as it.
        overlay_scale: Factor on the distances of markers of the user's own project.
    """

    k: int = 10
    p: float = 2.0
    epsilon: float = EPSILON
    overlay_scale: float = 1.0

    def __post_init__(self) -> None:
        if not isinstance(self.k, int) or not all(map(math.isfinite, (self.p, self.epsilon, self.overlay_scale))):
            raise ValueError(f"k must be a whole number, the others finite: {self}")
        if self.k < 1 or self.p < 0 or self.epsilon <= 0 or self.overlay_scale <= 0:
            raise ValueError(f"k must be at least 1, p not negative, epsilon and overlay_scale positive: {self}")


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A marker that voted, and its distance (after `overlay_scale`)."""

    marker: TypeMarker
    distance: float


@dataclass(frozen=True, slots=True)
class Vote:
    """One type, its probability by Eq. 5, and the markers that spoke for it, nearest first."""

    type: str
    probability: float
    neighbors: tuple[Neighbor, ...]


class TypeSpace:
    """A type map, an index over it, a voting rule, and an exact overlay of markers that were added later.

    Args:
        type_map: M markers.
        index: Index over the map's vectors, by default a scan.
        rule: Parameters of Eq. 5.
        overlay: Further markers of the same dimension, found exactly and at once.

    Raises:
        ValueError: Map, index and overlay do not match.
    """

    def __init__(
        self,
        type_map: TypeMap,
        index: NeighborIndex | None = None,
        rule: VotingRule | None = None,
        overlay: TypeMap | None = None,
    ) -> None:
        self.map = type_map
        self.index = ExactIndex(type_map.vectors) if index is None else index
        self.rule = VotingRule() if rule is None else rule
        self.overlay = TypeMap.empty(type_map.dimension) if overlay is None else overlay
        if (self.index.size, self.index.dimension) != (len(type_map), type_map.dimension):
            raise ValueError(f"index of {self.index.size} x {self.index.dimension} for {type_map.vectors.shape}")
        if self.overlay.dimension != type_map.dimension:
            raise ValueError(f"overlay of dimension {self.overlay.dimension} over a map of {type_map.dimension}")
        self.types, self._overlay_types = _joined_types(type_map, self.overlay)
        self._overlay_index = ExactIndex(self.overlay.vectors)

    def with_markers(self, vectors: npt.ArrayLike, markers: Sequence[TypeMarker | str]) -> TypeSpace:
        """Return this space with `[N, D]` more markers, sharing map and index without rebuilding."""
        return self.with_overlay(TypeMap.build(vectors, markers))

    def with_overlay(self, extra: TypeMap) -> TypeSpace:
        """This space with the markers of another map added to its overlay."""
        overlay = merge_maps([self.overlay, extra]) if len(self.overlay) else extra
        return TypeSpace(self.map, self.index, self.rule, overlay)

    def with_rule(self, rule: VotingRule) -> TypeSpace:
        """This space voting by other numbers."""
        return TypeSpace(self.map, self.index, rule, self.overlay)

    def merged(self) -> TypeMap:
        """Return map and overlay as one map to index or save, in which the overlay's markers lose their scale."""
        return merge_maps([self.map, self.overlay]) if len(self.overlay) else self.map

    def compacted(self, index: str = "auto") -> TypeSpace:
        """The overlay folded into a new frozen map, repeated markers once, under a new index."""
        whole = drop_duplicates(self.merged())
        return TypeSpace(whole, build_index(index, whole.points), self.rule)

    def save(self, path: Path | str, bits: Precision = 32) -> str:
        """Write map, overlay (folded in) and rule into one file, and return its digest (see `save_map`).

        Raises:
            CheckpointError: The file cannot be written.
        """
        return save_map(self.merged(), path, bits, notes={"rule": asdict(self.rule)})

    @classmethod
    def load(cls, path: Path | str, index: str = "auto") -> TypeSpace:
        """Read what `save` wrote.

        Raises:
            CheckpointError: The file is missing, damaged, of another version, or its rule is not well-formed.
        """
        type_map, notes = load_map(path), read_notes(path)
        try:
            rule = VotingRule(**notes.get("rule", {}))
        except (TypeError, ValueError) as error:
            raise CheckpointError(f"{path}: its voting rule is malformed: {error}") from error
        return cls(type_map, build_index(index, type_map.points), rule)

    def search(self, vectors: npt.ArrayLike, k: int | None = None) -> tuple[IdMatrix, FloatMatrix]:
        """The k nearest markers of `[Q, D]` queries, map and overlay together.

        Returns:
            Ids and distances `[Q, k']`, k' = min(k, all markers); ids from M on are overlay rows; -1 where there is
            none.
        """
        queries = np.ascontiguousarray(vectors, np.float32)
        k = self.rule.k if k is None else k
        ids, distances = self.index.query(queries, k)
        if len(self.overlay) == 0:
            return ids, distances
        near_ids, near = self._overlay_index.query(queries, k)
        ids = np.concatenate([near_ids + len(self.map), ids], axis=1)
        distances = np.concatenate([near * np.float32(self.rule.overlay_scale), distances], axis=1)
        order = np.argsort(distances, axis=1, kind="stable")[:, :k]
        return np.take_along_axis(ids, order, axis=1), np.take_along_axis(distances, order, axis=1)

    def type_ids(self, ids: IdMatrix) -> IdMatrix:
        """Return the types (indices into `self.types`) of markers that `search` found, -1 for -1."""
        type_ids, size = self.map.type_ids, len(self.map)
        types = np.full(ids.shape, -1, np.int64)
        frozen, added = (ids >= 0) & (ids < size), ids >= size
        types[frozen] = type_ids[ids[frozen]]
        types[added] = self._overlay_types[ids[added] - size]
        return types

    def marker(self, row: int) -> TypeMarker:
        """The marker of an id that `search` found."""
        return self.map.marker(row) if row < len(self.map) else self.overlay.marker(row - len(self.map))

    def rank(self, vectors: npt.ArrayLike, n: int = 10) -> tuple[IdMatrix, npt.NDArray[np.float64]]:
        """`predict` as arrays: types `[Q, n]` (indices into `self.types`, -1 past the last) and probabilities."""
        ids, distances = self.search(vectors)
        return vote(self.type_ids(ids), distances, self.rule.p, n, self.rule.epsilon)

    def predict(self, vectors: npt.ArrayLike, n: int = 10) -> list[list[Vote]]:
        """Ranked types of `[Q, D]` symbols, at most n each (Eq. 5), with the neighbors as evidence."""
        queries = np.ascontiguousarray(vectors, np.float32)
        answers: list[list[Vote]] = []
        for start in range(0, len(queries), _CHUNK):
            ids, distances = self.search(queries[start : start + _CHUNK])
            type_ids = self.type_ids(ids)
            types, probabilities = vote(type_ids, distances, self.rule.p, n, self.rule.epsilon)
            for row in range(len(ids)):
                answers.append(self._votes(ids[row], distances[row], type_ids[row], types[row], probabilities[row]))
        return answers

    def _votes(
        self,
        ids: npt.NDArray[np.int64],
        distances: npt.NDArray[np.float32],
        type_ids: npt.NDArray[np.int64],
        types: npt.NDArray[np.int64],
        probabilities: npt.NDArray[np.float64],
    ) -> list[Vote]:
        evidence: dict[int, list[Neighbor]] = {}
        for marker, distance, type_id in zip(ids.tolist(), distances.tolist(), type_ids.tolist(), strict=True):
            if type_id >= 0:
                evidence.setdefault(type_id, []).append(Neighbor(self.marker(marker), distance))
        ranked = zip(types.tolist(), probabilities.tolist(), strict=True)
        return [
            Vote(self.types[type_id], chance, tuple(evidence[type_id])) for type_id, chance in ranked if type_id >= 0
        ]


def _joined_types(type_map: TypeMap, overlay: TypeMap) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """The types of both, the map's first, and the overlay's `type_ids` in that table."""
    if len(overlay) == 0:
        return type_map.types, np.empty(0, np.int64)
    numbers, added = type_map.type_numbers, dict[str, int]()
    translation = [
        numbers[name] if name in numbers else added.setdefault(name, len(numbers) + len(added))
        for name in overlay.types
    ]
    return (*type_map.types, *added), np.array(translation, np.int64)[overlay.type_ids]
