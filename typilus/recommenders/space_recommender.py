"""The TypeSpace as a recommender: embed a file once, ask for all its symbols together (paper, section 4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from typilus.project import AnalyzedFile
from typilus.recommenders.families import families_of
from typilus.recommenders.recommender import FileContext, Need, Recommendation
from typilus.recommenders.sources import TYPE_SPACE
from typilus.typespace import Neighbor, TypeSpace, vote

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["TypeSpaceRecommender"]

_DEPTH = 10


class TypeSpaceRecommender:
    """Recommends the types of the nearest markers.

    With a project, its annotated symbols are markers too, including those of the file in question; but a symbol's own
    annotation is never a marker for itself.

    Args:
        space: Markers, index, and voting rule.
        project: The user's own markers.
        evidence: Number of markers to return as evidence for each type.
        by_family: Whether a symbol's family has no vote either (see `families_of`).
    """

    def __init__(
        self,
        space: TypeSpace,
        project: ProjectMarkers | None = None,
        evidence: int = 0,
        by_family: bool = False,
    ) -> None:
        self._space = space
        self._project = project
        self._evidence = evidence
        self._by_family = by_family
        self._shared = space if project is None else space.with_overlay(project.type_map)

    sources = (TYPE_SPACE,)
    needs = frozenset({Need.EMBEDDING})

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        assert context.embedding is not None
        file, vectors = context.file, context.embedding.symbols
        answers: list[list[Recommendation]] = [[] for _ in file.graph.symbols]
        asked = context.asked()
        if not asked:
            return answers
        space, own = self._space_for(file, vectors)
        families = families_of(file.graph.symbols) if self._by_family else [{index} for index in range(len(own))]
        barred = [[own[member] for member in families[number] if own[member] >= 0] for number in asked]
        ids, distances = _neighbors(space, vectors[asked], barred)
        voted = space.type_ids(ids)
        types, chances = vote(voted, distances, space.rule.p, _DEPTH, space.rule.epsilon)
        for number, (position, kinds, row) in enumerate(zip(asked, types.tolist(), chances.tolist(), strict=True)):
            evidence = self._named(space, ids[number], distances[number], voted[number])
            answers[position] = [
                Recommendation(
                    space.types[type_id],
                    chance,
                    TYPE_SPACE.id,
                    evidence=tuple(evidence.get(type_id, ())),
                    # Neighbors are sorted: the first of a type is the nearest.
                    distance=float(distances[number, int(np.argmax(voted[number] == type_id))]),
                )
                for type_id, chance in zip(kinds, row, strict=True)
                if type_id >= 0
            ]
        return answers

    def _named(
        self,
        space: TypeSpace,
        ids: npt.NDArray[np.int64],
        distances: npt.NDArray[np.float32],
        types: npt.NDArray[np.int64],
    ) -> dict[int, list[Neighbor]]:
        """The nearest markers of each type that one symbol's neighbors (`[k]`) have."""
        markers: dict[int, list[Neighbor]] = {}
        if self._evidence:
            for marker, distance, type_id in zip(ids.tolist(), distances.tolist(), types.tolist(), strict=True):
                named = markers.setdefault(type_id, [])
                if type_id >= 0 and len(named) < self._evidence:
                    named.append(Neighbor(space.marker(marker), distance))
        return markers

    def _space_for(
        self, file: AnalyzedFile, vectors: npt.NDArray[np.float32]
    ) -> tuple[TypeSpace, npt.NDArray[np.int64]]:
        """The space to ask, and per symbol the id of the marker that it is itself (-1 without one)."""
        own = np.full(len(file.graph.symbols), -1, np.int64)
        if self._project is None:
            return self._space, own
        rows = self._project.rows_of(file.path, file.digest)
        space = self._shared
        if rows is None:
            overlay, rows = self._project.with_file(file, vectors)
            space = self._space.with_overlay(overlay)
        before = len(space.map) + len(self._space.overlay)
        for position, row in rows.items():
            own[position] = before + row
        return space, own


def _neighbors(
    space: TypeSpace, vectors: npt.NDArray[np.float32], barred: Sequence[Sequence[int]]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Ids and distances `[Q, k]` of the markers that vote, those that are barred for a query left out."""
    k = space.rule.k
    ids, distances = space.search(vectors, k + max(map(len, barred)))
    silent = np.stack([np.isin(row, barred[query]) for query, row in enumerate(ids)]) & (ids >= 0)
    distances = np.where(silent, np.float32(np.inf), distances)
    ids = np.where(silent, -1, ids)
    order = np.argsort(distances, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(ids, order, axis=1), np.take_along_axis(distances, order, axis=1)
