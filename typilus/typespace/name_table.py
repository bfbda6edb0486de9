"""The types of a map by the names of the symbols that have them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from typilus.typespace.markers import TypeMap

__all__ = ["NameTable"]


class NameTable:
    """The types of a map's markers by the names of their symbols."""

    def __init__(self, type_map: TypeMap) -> None:
        self._types = type_map.types
        self._type_ids, self._origins = type_map.type_ids, type_map.origins
        self._numbers: dict[str, int] = {}
        self._path_ids: dict[str, int] = {}
        if self._origins is not None:
            self._numbers = dict(zip(self._origins.names, range(len(self._origins.names)), strict=True))
            self._path_ids = {path: number for number, path in enumerate(self._origins.paths) if path}
            self._order = _stable_order(self._origins.name_ids)
            self._ends = np.cumsum(np.bincount(self._origins.name_ids, minlength=len(self._numbers)))

    def types_of(self, name: str, besides: str = "") -> Counter[str]:
        """Return how often symbols of a name have each type, outside of the file with the path `besides`."""
        number = self._numbers.get(name) if name else None
        if number is None or self._origins is None:
            return Counter()
        rows = self._order[self._ends[number - 1] if number else 0 : self._ends[number]]
        if besides in self._path_ids:
            rows = rows[self._origins.path_ids[rows] != self._path_ids[besides]]
        type_ids, counts = np.unique(self._type_ids[rows], return_counts=True)
        return Counter({self._types[id_]: count for id_, count in zip(type_ids.tolist(), counts.tolist(), strict=True)})


def _stable_order(numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """`np.argsort` of 32-bit numbers that are not negative by two halves, which numpy sorts by their digits."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    return order[np.argsort((numbers >> 16).astype(np.uint16)[order], kind="stable")]
