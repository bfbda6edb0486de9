"""The user's own annotated symbols as markers: a type seen once in the project can be predicted from then on."""

from __future__ import annotations

import copy
import functools
import itertools
import os
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from typilus.annotation_types import is_informative, is_test_module, parse_type
from typilus.class_matching import FileClasses, ProjectClasses, VisibleClasses
from typilus.errors import TypeExpressionError
from typilus.project.documents import DISK, Documents
from typilus.project.embedding import Embedding
from typilus.project.file_markers import markers_of
from typilus.project.importers import Importers
from typilus.project.labeling import rename
from typilus.project.marker_cache import FileMarkers
from typilus.project.reading import AnalyzedFile
from typilus.project.reexports import ModuleSummary, ReExports
from typilus.project.visible import ProjectTypes
from typilus.typespace import NameTable, TypeMap, TypeMarker, merge_maps

__all__ = ["ProjectMarkers"]

MAX_ROOTS = 16
"""In each of them a module is looked for."""


class ProjectMarkers:
    """The markers of one project.

    Args:
        folder: The project.
        entries: Markers by real path; a file whose text another one has already is left out.
        dimension: D.
        unread: Files that were left out, each with the reason.
        documents: Gave the files.
        drafts: What static inference reads in their place, see `inferred_from`.
    """

    def __init__(
        self,
        folder: str,
        entries: Mapping[str, FileMarkers],
        dimension: int,
        unread: Sequence[tuple[str, str]] = (),
        documents: Documents = DISK,
        drafts: Documents | None = None,
    ) -> None:
        self.folder = folder
        self.unread = tuple(unread)
        self.documents = documents
        self._drafts = drafts
        self._entries = dict(entries)
        self._dimension = dimension
        self.exports = ReExports([entry.summary for entry in self._entries.values()])
        self.type_map = _join(self._entries, self.exports, dimension)
        self._spelled: dict[str, str] = {}
        self._classes: ProjectClasses | None = None
        self._starts = _starts_of(self._entries)

    def hierarchy(self) -> dict[str, tuple[str, ...]]:
        """The project's classes and the bases of each, under their public names."""
        public = self.exports.public_name
        return {
            public(name): tuple(map(public, bases))
            for entry in self._entries.values()
            for name, bases in entry.bases.items()
        }

    @property
    def inferred_from(self) -> Documents:
        """The files as static inference reads them: perhaps with types that nobody has written."""
        return self.documents if self._drafts is None else self._drafts

    def with_drafts(self, drafts: Documents) -> ProjectMarkers:
        """These markers, where static inference reads the other files as drafts. No draft has a vote."""
        drafted = copy.copy(self)
        drafted._drafts = drafts
        vars(drafted).pop("_product", None)
        return drafted

    @property
    def summaries(self) -> dict[str, ModuleSummary]:
        """The definitions and imports of each module, by real path."""
        return {path: entry.summary for path, entry in self._entries.items()}

    @functools.cached_property
    def types(self) -> ProjectTypes:
        """The classes and aliases of the project, and those that it imports."""
        return ProjectTypes(self.summaries, self.public)

    @functools.cached_property
    def importers(self) -> Importers:
        """The imports of the project's modules by each other."""
        return Importers(self.summaries.values())

    @functools.cached_property
    def import_roots(self) -> tuple[Path, ...]:
        """The folders that its modules are imported from, those of most modules first: several in a monorepo."""
        roots = Counter(_root_of(Path(path), entry.summary) for path, entry in self._entries.items())
        return tuple(root for root, _ in roots.most_common(MAX_ROOTS))

    @functools.cached_property
    def names(self) -> NameTable:
        """The types of the project's annotated symbols by name."""
        return NameTable(self.type_map)

    @functools.cached_property
    def _product(self) -> ProjectMarkers:
        """These markers without what test code annotates, defines and imports."""
        kept = {path: entry for path, entry in self._entries.items() if not is_test_module(entry.summary.module)}
        if len(kept) == len(self._entries):
            return self
        return ProjectMarkers(self.folder, kept, self._dimension, self.unread, self.documents, self._drafts)

    def seen_from(self, module: str) -> ProjectMarkers:
        """The markers that count for a module: those of test code for test code alone, see `is_test_module`."""
        return self if is_test_module(module) else self._product

    def public(self, type_text: str) -> str:
        """A canonical type with the project's classes under their public names and its aliases opened."""
        if type_text not in self._spelled:
            self._spelled[type_text] = _public(type_text, self.exports)
        return self._spelled[type_text]

    def without_copies(self, path: str, digest: str) -> ProjectMarkers:
        """These markers without those of a file's copies elsewhere: its own labels under another name."""
        real = os.path.realpath(path)
        kept = {name: entry for name, entry in self._entries.items() if name == real or entry.digest != digest}
        if len(kept) == len(self._entries):
            return self
        return ProjectMarkers(self.folder, kept, self._dimension, self.unread, self.documents, self._drafts)

    def classes_seen_from(self, file: AnalyzedFile, classes: FileClasses) -> VisibleClasses:
        """Return the classes of the project as a file sees them, with the file's own current `classes`."""
        path = _slashed(os.path.realpath(file.path))
        if self._classes is None:
            known_classes = {_slashed(real): _classes_of(entry) for real, entry in self._entries.items()}
            self._classes = ProjectClasses(known_classes, self._dimension, self.exports.public_name)
        unchanged = self.rows_of(file.path, file.digest) is not None
        return (self._classes if unchanged else self._classes.with_file(path, classes)).seen_from(path, classes)

    def has(self, path: str) -> bool:
        """Return whether a file belongs to the project."""
        return os.path.realpath(path) in self._entries

    def with_entry(self, path: str, entry: FileMarkers, documents: Documents) -> ProjectMarkers:
        """These markers with those of a file as it is now, and without those of its copies.

        Args:
            path: Of the file.
            entry: Its markers.
            documents: Give the files as they are now.
        """
        real = os.path.realpath(path)
        others = {name: other for name, other in self._entries.items() if other.digest != entry.digest}
        if len(others) == len(self._entries) and real in others and others[real].summary == entry.summary:
            return self._with_other(real, entry, documents)
        entries = {**others, real: entry}
        return ProjectMarkers(self.folder, entries, self._dimension, self.unread, documents, self._drafts)

    def _with_other(self, real: str, entry: FileMarkers, documents: Documents) -> ProjectMarkers:
        """These markers with other ones of a file that defines and imports what it did: all else is as it was."""
        changed = copy.copy(self)
        changed.documents = documents
        entries = {**self._entries, real: entry}
        vars(changed).update(_entries=entries, _starts=_starts_of(entries))
        changed.type_map = self._map_with(real, entry, {real})
        if self._classes is not None:
            changed._classes = self._classes.with_file(_slashed(real), _classes_of(entry))
        vars(changed).pop("names", None)
        product: ProjectMarkers | None = vars(changed).pop("_product", None)
        if product is not None and product is not self:
            vars(changed)["_product"] = product.with_entry(real, entry, documents) if product.has(real) else product
        return changed

    def _map_with(self, real: str, entry: FileMarkers, left_out: Collection[str], at_end: bool = False) -> TypeMap:
        """The map without some files' markers, but with those of `entry` at the place of `real`, or at the end."""
        rows = np.arange(len(self.type_map))
        start = len(rows) if at_end else self._starts[real]
        kept = np.ones(len(rows), np.bool_)
        for path in left_out:
            kept[self._starts[path] : self._starts[path] + len(self._entries[path].positions)] = False
        own = _join({real: entry}, self.exports, self._dimension)
        parts = [self.type_map.select(rows[part & kept]) for part in (rows < start, rows >= start)]
        return merge_maps([parts[0], own, parts[1]]).renumbered()

    def rows_of(self, path: str, digest: str) -> dict[int, int] | None:
        """Return the rows of `type_map` for the symbols of this very file, by index in its graph.

        None if the project has no such file, or its text on disk is another.
        """
        real = os.path.realpath(path)
        entry = self._entries.get(real)
        if entry is None or entry.digest != digest:
            return None
        start = self._starts[real]
        return {position: start + number for number, position in enumerate(entry.positions)}

    def with_file(self, file: AnalyzedFile, vectors: npt.NDArray[np.float32]) -> tuple[TypeMap, dict[int, int]]:
        """The project's map with `file` as it is now (in place of what lies on disk), and its rows as in `rows_of`.

        Copies of the file elsewhere in the project are left out: they would give its own labels away.
        """
        real = os.path.realpath(file.path)
        entry = markers_of(file.document, file.module, lambda _: Embedding(vectors), False)
        left_out = {path for path, other in self._entries.items() if path == real or other.digest == file.digest}
        type_map = self._map_with(real, entry, left_out, at_end=True)
        before = len(type_map) - len(entry.positions)
        return type_map, {position: before + number for number, position in enumerate(entry.positions)}


def _starts_of(entries: Mapping[str, FileMarkers]) -> dict[str, int]:
    """The row of each file's first marker."""
    starts = itertools.accumulate((len(entry.positions) for entry in entries.values()), initial=0)
    return dict(zip(entries, starts, strict=False))


def _root_of(path: Path, summary: ModuleSummary) -> Path:
    above = list((path.parent if summary.is_package else path).parents)
    return above[min(summary.module.count("."), len(above) - 1)]


def _classes_of(entry: FileMarkers) -> FileClasses:
    return FileClasses(entry.classes, entry.class_vectors, entry.imports)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")


def _join(entries: Mapping[str, FileMarkers], exports: ReExports, dimension: int) -> TypeMap:
    """All markers as one map, in order, classes under their public names."""
    public: dict[str, str] = {}
    markers: list[TypeMarker] = []
    for path, entry in entries.items():
        for label, name, line in zip(entry.types, entry.names, entry.lines, strict=True):
            if label not in public:
                public[label] = _public(label, exports)
            markers.append(TypeMarker(public[label], "", path, line, name))
    if not markers:
        return TypeMap.empty(dimension)
    return TypeMap.build(np.concatenate([entry.vectors for entry in entries.values() if entry.positions]), markers)


def _public(label: str, exports: ReExports) -> str:
    try:
        renamed = rename(parse_type(label), exports)
    except TypeExpressionError:
        return label
    return str(renamed) if is_informative(renamed) else label
