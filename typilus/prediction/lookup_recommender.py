"""The types that symbols of the same name have elsewhere: in the network's map, in the project's other files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

import numpy as np

from typilus.prediction.reading import ReadFile
from typilus.prediction.recommender import Recommendation, skip_reason
from typilus.typespace import TypeMap

__all__ = ["LOOK_UP", "PROJECT_LOOK_UP", "LookUpRecommender", "NameTable"]

LOOK_UP, PROJECT_LOOK_UP = "look-up", "project look-up"
CANDIDATES = 4


class NameTable:
    """The types of a map's markers by the names of their symbols."""

    def __init__(self, type_map: TypeMap) -> None:
        self._types = type_map.types
        self._type_ids, self._origins = type_map.type_ids, type_map.origins
        self._rows: dict[str, tuple[int, int]] = {}
        self._order = np.zeros(0, np.int64)
        if self._origins is not None:
            names = self._origins.name_ids
            self._order = np.argsort(names, kind="stable")
            starts = np.searchsorted(names[self._order], np.arange(len(self._origins.names) + 1)).tolist()
            self._rows = {
                name: (starts[number], starts[number + 1]) for number, name in enumerate(self._origins.names) if name
            }

    def types_of(self, name: str, besides: str = "") -> Counter[str]:
        """How often symbols of a name have each type; those of the file with the path `besides` do not count."""
        place = self._rows.get(name)
        if place is None or self._origins is None:
            return Counter()
        found: Counter[str] = Counter()
        for row in self._order[place[0] : place[1]].tolist():
            if not besides or self._origins.paths[self._origins.path_ids[row]] != besides:
                found[self._types[self._type_ids[row]]] += 1
        return found


class LookUpRecommender:
    """Recommends what symbols of the same name have; a probability is the share of them, one more than there are.

    Args:
        table: types by name.
        source: what to call it.
    """

    def __init__(self, table: NameTable, source: str) -> None:
        self._table = table
        self._source = source

    def recommend(self, files: Sequence[ReadFile]) -> list[list[list[Recommendation]]]:
        """See `Recommender.recommend`."""
        return [self._recommend(file) for file in files]

    def _recommend(self, file: ReadFile) -> list[list[Recommendation]]:
        # Of the file itself nothing is told: a symbol's own annotation must not speak for it.
        besides = os.path.realpath(file.path)
        asked = [None if skip_reason(symbol, file.names) else symbol.name for symbol in file.graph.symbols]
        answers = {name: self._answer(name, besides) for name in set(asked) if name is not None}
        return [[] if name is None else answers[name] for name in asked]

    def _answer(self, name: str, besides: str) -> list[Recommendation]:
        counts = self._table.types_of(name, besides)
        total = counts.total() + 1
        best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]
        return [Recommendation(kind, count / total, self._source) for kind, count in best]
