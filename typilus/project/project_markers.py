"""The user's own annotated symbols as markers: a type seen once in the project can be predicted from then on."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph, SourceDocument, parse_source
from graph_extraction.intake import is_folder, read_bytes
from typilus.annotation_types import is_informative, is_test_module, parse_type
from typilus.class_matching import ClassEntry, FileClasses, ProjectClasses, VisibleClasses, class_entries
from typilus.errors import TypeExpressionError, TypilusError
from typilus.files import find_python_files
from typilus.project.embedding import Embedder, Embedding
from typilus.project.importers import Importers
from typilus.project.labelling import label_source, rename
from typilus.project.marker_cache import FileMarkers, MarkerCache
from typilus.project.reading import AnalysedFile, module_of
from typilus.project.reexports import ModuleSummary, ReExports, summarise
from typilus.project.visible import ProjectTypes
from typilus.typespace import NameTable, TypeMap, TypeMarker

__all__ = ["ProjectLimits", "ProjectMarkers", "collect_project"]

_CACHE_VERSION = 3


@dataclass(frozen=True, slots=True)
class ProjectLimits:
    """How much of a project is looked at.

    Attributes:
        files: at most so many, in sorted order.
        markers: at most so many annotated symbols.
        file_bytes: larger files are left out (generated code, data).
    """

    files: int = 5_000
    markers: int = 100_000
    file_bytes: int = 1_000_000


class ProjectMarkers:
    """The markers of one project.

    Args:
        folder: the project.
        entries: markers by real path; a file whose text another one has already is left out.
        dimension: D.
        unread: files that were left out, each with the reason.
    """

    def __init__(
        self, folder: str, entries: Mapping[str, FileMarkers], dimension: int, unread: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.folder = folder
        self.unread = tuple(unread)
        self._entries = dict(entries)
        self._dimension = dimension
        self.exports = ReExports([entry.summary for entry in self._entries.values()])
        self.type_map = _join(self._entries, self.exports, dimension)
        self._spelled: dict[str, str] = {}
        self._classes: ProjectClasses | None = None
        starts = np.cumsum([0, *(len(entry.positions) for entry in self._entries.values())]).tolist()
        self._starts = dict(zip(self._entries, starts, strict=False))

    def hierarchy(self) -> dict[str, tuple[str, ...]]:
        """The project's classes and the bases of each, under their public names."""
        public = self.exports.public_name
        return {
            public(name): tuple(map(public, bases))
            for entry in self._entries.values()
            for name, bases in entry.bases.items()
        }

    @property
    def summaries(self) -> dict[str, ModuleSummary]:
        """By real path, what each module defines and imports."""
        return {path: entry.summary for path, entry in self._entries.items()}

    @functools.cached_property
    def types(self) -> ProjectTypes:
        """The classes and aliases of the project, and those that it imports."""
        return ProjectTypes(self.summaries, self.public)

    @functools.cached_property
    def importers(self) -> Importers:
        """Which of the project's modules import what."""
        return Importers(self.summaries.values())

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
        return ProjectMarkers(self.folder, kept, self._dimension, self.unread)

    def seen_from(self, module: str) -> ProjectMarkers:
        """The markers that count for a module: those of test code for test code alone, see `is_test_module`."""
        return self if is_test_module(module) else self._product

    def public(self, kind: str) -> str:
        """A canonical type with the project's classes under their public names and its aliases opened."""
        if kind not in self._spelled:
            self._spelled[kind] = _public(kind, self.exports)
        return self._spelled[kind]

    def without_copies(self, path: str, digest: str) -> ProjectMarkers:
        """These markers without those of a file's copies elsewhere: its own labels under another name."""
        real = os.path.realpath(path)
        kept = {name: entry for name, entry in self._entries.items() if name == real or entry.digest != digest}
        if len(kept) == len(self._entries):
            return self
        return ProjectMarkers(self.folder, kept, self._dimension, self.unread)

    def classes_seen_from(self, file: AnalysedFile, classes: FileClasses) -> VisibleClasses:
        """The classes of the project as a file sees them; `classes` are its own, as it is now."""
        path = _slashed(os.path.realpath(file.path))
        if self._classes is None:
            known = {
                _slashed(real): FileClasses(entry.classes, entry.class_vectors, entry.imports)
                for real, entry in self._entries.items()
            }
            self._classes = ProjectClasses(known, self._dimension, self.exports.public_name)
        unchanged = self.rows_of(file.path, file.digest) is not None
        return (self._classes if unchanged else self._classes.with_file(path, classes)).seen_from(path, classes)

    def rows_of(self, path: str, digest: str) -> dict[int, int] | None:
        """Which rows of `type_map` are the symbols of this very file: position in its graph to row.

        None if the project has no such file, or its text on disk is another.
        """
        real = os.path.realpath(path)
        entry = self._entries.get(real)
        if entry is None or entry.digest != digest:
            return None
        start = self._starts[real]
        return {position: start + number for number, position in enumerate(entry.positions)}

    def with_file(self, file: AnalysedFile, vectors: npt.NDArray[np.float32]) -> tuple[TypeMap, dict[int, int]]:
        """The project's map with `file` as it is now (in place of what lies on disk), and its rows as in `rows_of`.

        Copies of the file elsewhere in the project are left out: they would give its own labels away.
        """
        real = os.path.realpath(file.path)
        others = {path: entry for path, entry in self._entries.items() if path != real and entry.digest != file.digest}
        entry = _markers_of(file.document, file.module, lambda _: Embedding(vectors), False)
        before = sum(len(other.positions) for other in others.values())
        rows = {position: before + number for number, position in enumerate(entry.positions)}
        return _join({**others, real: entry}, self.exports, self._dimension), rows


def collect_project(
    folder: str | os.PathLike[str],
    embedder: Embedder,
    cache: MarkerCache,
    limits: ProjectLimits | None = None,
    progress: Callable[[str], None] | None = None,
    with_classes: bool = False,
) -> ProjectMarkers:
    """Find, read and embed the annotated symbols of a project; files that cannot be read are noted and passed over.

    Args:
        folder: the project.
        embedder: the network; cached markers of another fingerprint are not used.
        cache: what is known of files already, by content.
        limits: how much to look at.
        progress: called with each file's path before it is read.
        with_classes: whether the points of classes are kept, too, of an embedder that embeds them.

    Raises:
        TypilusError: the folder does not exist.
    """
    root = os.fspath(folder)
    if not is_folder(root):
        raise TypilusError(f"{root}: no such folder; the project must be a folder of Python files")
    limits = limits or ProjectLimits()
    entries: dict[str, FileMarkers] = {}
    unread: list[tuple[str, str]] = []
    digests: set[str] = set()
    markers = 0
    for path in _bounded(find_python_files([root]), limits.files, unread):
        if progress is not None:
            progress(path)
        try:
            entry = _entry_of(path, root, embedder, cache, limits, with_classes)
        except (TypilusError, OSError, RecursionError) as error:
            unread.append((path, getattr(error, "strerror", None) or str(error)))
            continue
        if entry.digest in digests:
            continue
        if markers + len(entry.positions) > limits.markers:
            unread.append((path, f"the project has more than {limits.markers} annotated symbols"))
            continue
        digests.add(entry.digest)
        markers += len(entry.positions)
        entries[os.path.realpath(path)] = entry
    cache.trim()
    return ProjectMarkers(root, entries, embedder.dimension, unread)


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")


def _bounded(paths: Iterator[str], count: int, unread: list[tuple[str, str]]) -> Iterator[str]:
    for number, path in enumerate(paths):
        if number == count:
            rest = 1 + sum(1 for _ in paths)
            reason = f"this and {rest - 1:,} more of the project's {count + rest:,} files are left out: at most"
            unread.append((path, f"{reason} {count:,} are read; name a smaller folder with --project"))
            return
        yield path


def _entry_of(
    path: str,
    root: str,
    embedder: Embedder,
    cache: MarkerCache,
    limits: ProjectLimits,
    with_classes: bool,
) -> FileMarkers:
    data = read_bytes(path, limits.file_bytes)
    module = module_of(path, root)
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    name, kept = Path(path).name, "classes" if with_classes else ""
    parts = (str(_CACHE_VERSION), running, embedder.fingerprint, module, name, kept)
    key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()
    found = cache.load(key)
    if found is not None and found.vectors.shape[1] == embedder.dimension:
        return found
    document = parse_source(data, path)
    entry = _markers_of(document, module, lambda graph: embedder.embed([graph])[0], with_classes)
    if not entry.positions:
        entry = replace(entry, vectors=np.empty((0, embedder.dimension), np.float32))
    cache.save(key, entry)
    return entry


def _markers_of(
    document: SourceDocument, module: str, embed: Callable[[ProgramGraph], Embedding], with_classes: bool
) -> FileMarkers:
    """The annotated symbols and the classes of a file; the network is asked only if there are any."""
    is_package = Path(document.path).stem == "__init__"
    named = f"{module}.__init__" if is_package and module else module
    summary = summarise(document.tree, module, is_package)
    labelled = label_source(document, "", named, ReExports([])).file
    found = [(position, label) for position, label in enumerate(labelled.labels) if label is not None]
    positions = tuple(position for position, _ in found)
    symbols = [labelled.graph.symbols[position] for position in positions]
    vectors = class_vectors = np.empty((0, 0), np.float32)
    classes: tuple[ClassEntry, ...] = ()
    if positions or (with_classes and labelled.definitions):
        embedding = embed(labelled.graph)
        vectors = embedding.symbols[list(positions)]
        if with_classes and embedding.classes is not None:
            classes = class_entries(labelled.graph, labelled.definitions, labelled.hierarchy)
            class_vectors = embedding.classes
    return FileMarkers(
        document.digest,
        positions,
        tuple(label for _, label in found),
        tuple(symbol.name for symbol in symbols),
        tuple(symbol.line for symbol in symbols),
        vectors,
        summary,
        labelled.hierarchy,
        classes,
        class_vectors,
        labelled.imports,
    )


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
