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
        self._rows: dict[str, tuple[int, int]] = {}
        self._path_ids: dict[str, int] = {}
        self._order = np.zeros(0, np.int64)
        if self._origins is not None:
            self._path_ids = {path: number for number, path in enumerate(self._origins.paths) if path}
            names = self._origins.name_ids
            self._order = np.argsort(names, kind="stable")
            starts = np.searchsorted(names[self._order], np.arange(len(self._origins.names) + 1)).tolist()
            self._rows = {
                name: (starts[number], starts[number + 1]) for number, name in enumerate(self._origins.names) if name
            }

    def types_of(self, name: str, besides: str = "") -> Counter[str]:
        """Return how often symbols of a name have each type, outside of the file with the path `besides`."""
        name_row = self._rows.get(name)
        if name_row is None or self._origins is None:
            return Counter()
        rows = self._order[name_row[0] : name_row[1]]
        if besides in self._path_ids:
            rows = rows[self._origins.path_ids[rows] != self._path_ids[besides]]
        type_ids, counts = np.unique(self._type_ids[rows], return_counts=True)
        return Counter({self._types[id_]: count for id_, count in zip(type_ids.tolist(), counts.tolist(), strict=True)})
