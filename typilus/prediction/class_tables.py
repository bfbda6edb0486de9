"""Which classes one file could mean: its own, those it imports, those of its project."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph
from typilus.annotation_types import collect_bases
from typilus.corpus.reexports import ReExports
from typilus.definitions.agreement import Outlook
from typilus.definitions.classes import ClassEntry, ClassTable, members_of
from typilus.definitions.imports import imported_names, is_imported_class
from typilus.prediction.reading import ReadFile

if TYPE_CHECKING:
    from typilus.prediction.marker_cache import FileMarkers

__all__ = ["ProjectClasses", "VisibleClasses", "class_entries"]

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class VisibleClasses:
    """The classes that count for one file.

    Attributes:
        table: all of them.
        outlook: which of them the file sees.
        around: rows of the file's own classes, by `__qualname__`.
    """

    table: ClassTable
    outlook: Outlook
    around: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What one file brings: classes, `[c, D]` vectors, imports."""

    classes: Sequence[ClassEntry]
    vectors: Vectors
    imports: Sequence[tuple[str, bool]]


class ProjectClasses:
    """The classes of a project, found once, and as each of its files sees them.

    Args:
        files: what is known of each, by real path.
        exports: public names.
        dimension: D.
    """

    def __init__(self, files: Mapping[str, FileMarkers], exports: ReExports, dimension: int) -> None:
        self._exports = exports
        self._dimension = dimension
        self._digests = {_real(path): entry.digest for path, entry in files.items()}
        self._parts = {
            _real(path): _Part(each.classes, each.class_vectors, each.imports) for path, each in files.items()
        }
        self._table = self._joined(self._parts)

    def seen_from(self, file: ReadFile, vectors: Vectors) -> VisibleClasses:
        """The classes that count for a file as it is now; `vectors` `[c, D]` are those of its own."""
        path = _real(file.path)
        own = class_entries(file.graph, file.module, collect_bases(file.source.tree, file.names))
        part = _Part(own, vectors, imported_names(file.graph, file.names))
        table = self._table
        if self._digests.get(path) != file.digest:
            table = self._joined({**self._parts, path: part})
        public = self._exports.public_name
        around = {entry.qualname: table.rows[public(entry.type)] for entry in own}
        uses: dict[int, bool] = {}
        for name, used in part.imports:
            row = table.rows.get(public(name))
            if row is not None and row not in around.values():
                uses[row] = used or uses.get(row, False)
        outlook = Outlook(
            tuple(dict.fromkeys(around.values())),
            tuple(row for row, used in uses.items() if used),
            tuple(row for row, used in uses.items() if not used),
            path.rpartition("/")[0],
        )
        return VisibleClasses(table, outlook, around)

    def _joined(self, parts: Mapping[str, _Part]) -> ClassTable:
        """All classes under their public names; of those that are only imported, the name."""
        public = self._exports.public_name
        uses: Counter[str] = Counter()
        imported: dict[str, None] = {}
        for part in parts.values():
            names = {public(name): None for name, _ in part.imports if is_imported_class(name)}
            imported.update(names)
            uses.update({public(name) for name, used in part.imports if used})
        found: dict[str, ClassEntry] = {}
        vectors: list[Vectors] = []
        for path, part in parts.items():
            for entry, vector in zip(part.classes, part.vectors, strict=True):
                kind = public(entry.type)
                if kind not in found:
                    found[kind] = replace(entry, type=kind, path=path, popularity=uses[kind])
                    vectors.append(vector)
        foreign = [
            ClassEntry(kind, kind.rpartition(".")[2], "", frozenset(), (), uses[kind], known=False)
            for kind in imported
            if kind not in found
        ]
        matrix = np.zeros((len(found) + len(foreign), self._dimension), np.float32)
        if vectors:
            matrix[: len(found)] = np.stack(vectors)
        return ClassTable([*found.values(), *foreign], matrix)


def _real(path: str) -> str:
    return os.path.realpath(path).replace(os.sep, "/")


def class_entries(graph: ProgramGraph, module: str, bases: Mapping[str, Sequence[str]]) -> tuple[ClassEntry, ...]:
    """The classes that a file defines.

    Args:
        graph: of the file.
        module: its dotted name.
        bases: qualified bases of its classes, by qualified name.
    """
    entries = []
    for definition, members in zip(graph.definitions, members_of(graph), strict=True):
        kind = f"{module}.{definition.name}" if module else definition.name
        names = tuple(base.rpartition(".")[2] for base in bases.get(kind, ()))
        entries.append(ClassEntry(kind, definition.name, "", members, names))
    return tuple(entries)
