"""The types of a map by the names of the symbols that have them."""

from __future__ import annotations

from collections import Counter

import numpy as np

from typilus.typespace.markers import TypeMap

__all__ = ["NameTable"]


class NameTable:
    """The types of a map's markers by the names of their symbols."""

    def __init__(self, type_map: TypeMap) -> None:
        self._types = type_map.types
        self._type_ids, self._origins = type_map.type_ids, type_map.origins
        self._numbers: dict[str, int] = {}
        self._rows = self._starts = np.zeros(0, np.int64)
        if self._origins is not None:
            names, rows = self._origins.names, len(self._origins.name_ids)
            self._numbers = dict(zip(names, range(len(names)), strict=True))
            # A name's number before a row's: plain sorting is many times as fast as `argsort`.
            keys = np.sort(self._origins.name_ids.astype(np.int64) * rows + np.arange(rows))
            self._rows = keys % max(rows, 1)
            self._starts = np.searchsorted(keys, np.arange(len(names) + 1) * rows)

    def types_of(self, name: str, besides: str = "") -> Counter[str]:
        """Return how often symbols of a name have each type, outside of the file with the path `besides`."""
        number = self._numbers.get(name) if name else None
        if number is None or self._origins is None:
            return Counter()
        counts: Counter[str] = Counter()
        for row in self._rows[self._starts[number] : self._starts[number + 1]].tolist():
            if not besides or self._origins.paths[self._origins.path_ids[row]] != besides:
                counts[self._types[self._type_ids[row]]] += 1
        return counts
