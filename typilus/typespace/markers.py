"""Markers of the TypeSpace: points whose type is known, and where each was seen."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from typilus.typespace.quantization import QuantizedVectors

__all__ = ["MarkerOrigins", "TypeMap", "TypeMarker", "merge_maps"]


@dataclass(frozen=True, slots=True)
class TypeMarker:
    """One symbol of known type.

    Attributes:
        type: Canonical text of its type.
        project: Package that it was seen in, "" if not recorded.
        path: File inside the project.
        line: 1-based line, 0 if not recorded.
        name: The symbol's name.
    """

    type: str
    project: str = ""
    path: str = ""
    line: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MarkerOrigins:
    """The origins of M markers as columns: each text once, and indices per marker.

    Attributes:
        projects, paths, names: Distinct texts.
        project_ids, path_ids, name_ids: `[M]` int32, indices into them.
        lines: `[M]` int32, 1-based; 0 if not recorded.
    """

    projects: tuple[str, ...]
    paths: tuple[str, ...]
    names: tuple[str, ...]
    project_ids: npt.NDArray[np.int32]
    path_ids: npt.NDArray[np.int32]
    name_ids: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int32]

    @classmethod
    def from_markers(cls, markers: Sequence[TypeMarker]) -> MarkerOrigins:
        """Columns of some markers."""
        projects, project_ids = _table(marker.project for marker in markers)
        paths, path_ids = _table(marker.path for marker in markers)
        names, name_ids = _table(marker.name for marker in markers)
        lines = np.fromiter((marker.line for marker in markers), np.int32, len(markers))
        return cls(projects, paths, names, project_ids, path_ids, name_ids, lines)

    @classmethod
    def unknown(cls, count: int) -> MarkerOrigins:
        """Columns that say of `count` markers that nothing is known."""
        zeros = np.zeros(count, np.int32)
        return cls(("",), ("",), ("",), zeros, zeros, zeros, zeros)

    def select(self, rows: npt.NDArray[np.int64]) -> MarkerOrigins:
        """The same columns for some markers, texts that no longer occur left out."""
        projects, project_ids = _reindex(self.projects, self.project_ids[rows])
        paths, path_ids = _reindex(self.paths, self.path_ids[rows])
        names, name_ids = _reindex(self.names, self.name_ids[rows])
        return MarkerOrigins(projects, paths, names, project_ids, path_ids, name_ids, self.lines[rows])

    def renumbered(self) -> MarkerOrigins:
        """The same columns, each text that occurs in order of appearance."""
        projects, project_ids = _in_order(self.projects, self.project_ids)
        paths, path_ids = _in_order(self.paths, self.path_ids)
        names, name_ids = _in_order(self.names, self.name_ids)
        return MarkerOrigins(projects, paths, names, project_ids, path_ids, name_ids, self.lines)


@dataclass(frozen=True, eq=False)
class TypeMap:
    """The map from points in the TypeSpace to types (paper, section 4.2).

    Attributes:
        points: `[M, D]` float32, type embeddings of the markers; or the codes that stand for them.
        types: T distinct canonical types.
        type_ids: `[M]` int32, index into `types`.
        origins: Origins of the markers, or None.

    Raises:
        ValueError: The shapes do not match.
    """

    points: npt.NDArray[np.float32] | QuantizedVectors
    types: tuple[str, ...]
    type_ids: npt.NDArray[np.int32]
    origins: MarkerOrigins | None = field(default=None)

    def __post_init__(self) -> None:
        if len(self.points.shape) != 2 or self.type_ids.shape != (len(self.points),):
            raise ValueError(f"vectors {self.points.shape} and type ids {self.type_ids.shape} do not fit together")
        if len(self.type_ids) and not 0 <= int(self.type_ids.min()) <= int(self.type_ids.max()) < len(self.types):
            raise ValueError(f"type ids reach outside the table of {len(self.types)} types")
        if self.origins is not None and len(self.origins.lines) != len(self.points):
            raise ValueError(f"{len(self.origins.lines)} origins for {len(self.points)} markers")

    def __len__(self) -> int:
        return len(self.points)

    @property
    def dimension(self) -> int:
        """D."""
        return int(self.points.shape[1])

    @functools.cached_property
    def vectors(self) -> npt.NDArray[np.float32]:
        """`[M, D]`: all points in full, which takes eight times the memory of their codes."""
        return self.points.restore() if isinstance(self.points, QuantizedVectors) else self.points

    @functools.cached_property
    def type_numbers(self) -> dict[str, int]:
        """The place of each type in `types`."""
        return {name: number for number, name in enumerate(self.types)}

    @classmethod
    def build(cls, vectors: npt.ArrayLike, markers: Sequence[TypeMarker | str]) -> TypeMap:
        """Return a map of `[M, D]` vectors and their M markers, where a bare text is a type of unknown origin."""
        array = np.ascontiguousarray(vectors, np.float32)
        if array.ndim != 2:
            raise ValueError(f"vectors must be [M, D], not {array.shape}")
        if len(array) != len(markers):
            raise ValueError(f"{len(array)} vectors for {len(markers)} markers")
        full = [TypeMarker(marker) if isinstance(marker, str) else marker for marker in markers]
        types, type_ids = _table(marker.type for marker in full)
        has_origins = any(marker.project or marker.path or marker.line or marker.name for marker in full)
        return cls(array, types, type_ids, MarkerOrigins.from_markers(full) if has_origins else None)

    @classmethod
    def empty(cls, dimension: int) -> TypeMap:
        """A map without markers."""
        return cls(np.empty((0, dimension), np.float32), (), np.empty(0, np.int32))

    def marker(self, row: int) -> TypeMarker:
        """The marker of one row."""
        type_text = self.types[self.type_ids[row]]
        origins = self.origins
        if origins is None:
            return TypeMarker(type_text)
        return TypeMarker(
            type_text,
            origins.projects[origins.project_ids[row]],
            origins.paths[origins.path_ids[row]],
            int(origins.lines[row]),
            origins.names[origins.name_ids[row]],
        )

    def counts(self) -> npt.NDArray[np.int64]:
        """`[T]`: how many markers each type has."""
        return np.bincount(self.type_ids, minlength=len(self.types)).astype(np.int64)

    def select(self, rows: npt.NDArray[np.int64]) -> TypeMap:
        """Return the map of some of the markers, in the order given, without types that have no marker left."""
        types, type_ids = _reindex(self.types, self.type_ids[rows])
        origins = None if self.origins is None else self.origins.select(rows)
        return TypeMap(np.ascontiguousarray(self.points[rows]), types, type_ids, origins)

    def renumbered(self) -> TypeMap:
        """The same markers with tables as `build` makes them: each text that occurs, in order of appearance."""
        if not len(self):
            return TypeMap.empty(self.dimension)
        types, type_ids = _in_order(self.types, self.type_ids)
        return TypeMap(self.vectors, types, type_ids, None if self.origins is None else self.origins.renumbered())

    def without_origins(self) -> TypeMap:
        """The same map, smaller: nothing said of where the markers were seen."""
        return TypeMap(self.points, self.types, self.type_ids)


def merge_maps(maps: Sequence[TypeMap]) -> TypeMap:
    """Return all markers of some maps of one dimension, in order. The first map's rows keep their numbers and type ids.

    Raises:
        ValueError: There is no map, or the maps have different dimensions.
    """
    if not maps:
        raise ValueError("at least one map is needed")
    if len({map_.dimension for map_ in maps}) > 1:
        raise ValueError(f"maps of different dimensions: {sorted({map_.dimension for map_ in maps})}")
    if len(maps) == 1:
        return maps[0]
    types, type_ids = _join([(types.types, types.type_ids) for types in maps])
    origins = None
    if any(map_.origins is not None for map_ in maps):
        parts = [map_.origins or MarkerOrigins.unknown(len(map_)) for map_ in maps]
        projects, project_ids = _join([(part.projects, part.project_ids) for part in parts])
        paths, path_ids = _join([(part.paths, part.path_ids) for part in parts])
        names, name_ids = _join([(part.names, part.name_ids) for part in parts])
        lines = np.concatenate([part.lines for part in parts])
        origins = MarkerOrigins(projects, paths, names, project_ids, path_ids, name_ids, lines)
    return TypeMap(np.concatenate([map_.vectors for map_ in maps]), types, type_ids, origins)


def _table(texts: Iterable[str]) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
    """Distinct texts in order of appearance, and each text's index."""
    numbers: dict[str, int] = {}
    ids = [numbers.setdefault(text, len(numbers)) for text in texts]
    return tuple(numbers), np.array(ids, np.int32)


def _reindex(texts: tuple[str, ...], ids: npt.NDArray[np.int32]) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
    """The table without the texts that do not occur, its order kept."""
    used, new_ids = np.unique(ids, return_inverse=True)
    return tuple(texts[i] for i in used), new_ids.astype(np.int32)


def _in_order(texts: tuple[str, ...], ids: npt.NDArray[np.int32]) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
    """The table in the order in which its texts first appear, without those that do not."""
    used, first, new_ids = np.unique(ids, return_index=True, return_inverse=True)
    order = np.argsort(first)
    numbers = np.empty(len(order), np.int32)
    numbers[order] = np.arange(len(order), dtype=np.int32)
    return tuple(texts[number] for number in used[order].tolist()), numbers[new_ids]


def _join(
    parts: Sequence[tuple[tuple[str, ...], npt.NDArray[np.int32]]],
) -> tuple[tuple[str, ...], npt.NDArray[np.int32]]:
    """Several tables and their columns as one."""
    numbers: dict[str, int] = {}
    columns = []
    for texts, ids in parts:
        translation = np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.int32)
        columns.append(translation[ids] if len(ids) else ids.astype(np.int32))
    return tuple(numbers), np.concatenate(columns)
