"""The classes that symbols of one file could mean: its own, the imported ones, those of its project."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph_extraction import ProgramGraph
from typilus.class_matching.agreement import FileVisibility
from typilus.class_matching.classes import ClassEntry, ClassTable, Vectors, members_of
from typilus.class_matching.imports import is_imported_class

__all__ = ["FileClasses", "ProjectClasses", "VisibleClasses", "class_entries"]


@dataclass(frozen=True, slots=True, eq=False)
class FileClasses:
    """The classes that one file defines and imports.

    Attributes:
        entries: The c classes that it defines.
        vectors: `[c, D]` float32, their points in the TypeSpace.
        imports: Qualified imported names, each with whether more than annotations needs it.
    """

    entries: Sequence[ClassEntry]
    vectors: Vectors
    imports: Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True, eq=False)
class VisibleClasses:
    """The classes that count for one file.

    Attributes:
        table: All classes.
        visibility: The classes that the file sees.
        own_rows: Rows of the file's own classes, by `__qualname__`.
    """

    table: ClassTable
    visibility: FileVisibility
    own_rows: Mapping[str, int]


class ProjectClasses:
    """The classes that some files define, and the names of those that they only import.

    Args:
        files: Classes by path, with forward slashes.
        dimension: D.
        public: Function from a class's qualified name to its name in annotations.
    """

    def __init__(
        self, files: Mapping[str, FileClasses], dimension: int, public: Callable[[str], str] = lambda name: name
    ) -> None:
        self._files = dict(files)
        self._dimension = dimension
        self._public = public
        self.table = self._joined()

    def with_file(self, path: str, file: FileClasses) -> ProjectClasses:
        """The same with one more file, or another version of one."""
        before, files = self._files.get(path), {**self._files, path: file}
        if before is None or (before.entries, before.imports) != (file.entries, file.imports):
            return ProjectClasses(files, self._dimension, self._public)
        # An edit that defines and imports what was there moves its classes in the TypeSpace, and nothing else.
        changed = copy.copy(self)
        changed._files, changed.table = files, self._with_vectors(path, file)  # noqa: SLF001 - a copy of itself
        return changed

    def _with_vectors(self, path: str, file: FileClasses) -> ClassTable:
        vectors, rows = self.table.vectors.copy(), self.table.rows
        own: dict[int, Vectors] = {}
        for entry, vector in zip(file.entries, file.vectors, strict=True):
            row = rows[self._public(entry.type)]
            if self.table.entries[row].path == path:
                own.setdefault(row, vector)
        if own:
            vectors[list(own)] = np.stack(list(own.values()))
        return self.table.with_vectors(vectors)

    def seen_from(self, path: str, file: FileClasses) -> VisibleClasses:
        """The classes as one of the files sees them."""
        rows, public = self.table.rows, self._public
        known_rows = ((entry.qualname, rows.get(public(entry.type))) for entry in file.entries)
        own_rows = {qualname: row for qualname, row in known_rows if row is not None}
        own = frozenset(own_rows.values())
        uses: dict[int, bool] = {}
        for name, used in file.imports:
            row = rows.get(public(name))
            if row is not None and row not in own:
                uses[row] = used or uses.get(row, False)
        visibility = FileVisibility(
            tuple(sorted(own)),
            tuple(row for row, used in uses.items() if used),
            tuple(row for row, used in uses.items() if not used),
            path.rpartition("/")[0],
        )
        return VisibleClasses(self.table, visibility, own_rows)

    def _joined(self) -> ClassTable:
        """Return all classes under their public names, with equal names merged."""
        public = self._public
        uses: Counter[str] = Counter()
        imported: dict[str, None] = {}
        for file in self._files.values():
            imported.update({public(name): None for name, _ in file.imports if is_imported_class(name)})
            uses.update({public(name) for name, used in file.imports if used})
        entries: dict[str, ClassEntry] = {}
        vectors: list[Vectors] = []
        for path, file in self._files.items():
            for entry, vector in zip(file.entries, file.vectors, strict=True):
                kind = public(entry.type)
                if kind not in entries:
                    entries[kind] = replace(entry, type=kind, path=path, popularity=uses[kind])
                    vectors.append(vector)
        foreign = [
            ClassEntry(kind, kind.rpartition(".")[2], "", frozenset(), (), uses[kind], known=False)
            for kind in imported
            if kind not in entries
        ]
        matrix = np.zeros((len(entries) + len(foreign), self._dimension), np.float32)
        if vectors:
            matrix[: len(entries)] = np.stack(vectors)
        return ClassTable([*entries.values(), *foreign], matrix)


def class_entries(
    graph: ProgramGraph, types: Sequence[str], bases: Mapping[str, Sequence[str]]
) -> tuple[ClassEntry, ...]:
    """Return the classes that a file defines.

    Args:
        graph: Graph of the file.
        types: Qualified names of its classes, aligned with `graph.definitions`.
        bases: Qualified bases of each, by those names.
    """
    rows = zip(graph.definitions, types, members_of(graph), strict=True)
    return tuple(
        ClassEntry(kind, definition.name, "", members, tuple(base.rpartition(".")[2] for base in bases.get(kind, ())))
        for definition, kind, members in rows
    )
