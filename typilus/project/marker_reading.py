"""From a project's files to its markers: each file read, labeled and embedded, or remembered from before."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from graph_extraction import SourceDocument
from graph_extraction.intake import exists, is_folder
from typilus.errors import TypilusError
from typilus.files import find_python_files
from typilus.project.documents import DISK, Documents, new_files, with_document
from typilus.project.embedding import Embedder, embedding_of
from typilus.project.file_markers import markers_of
from typilus.project.marker_cache import FileMarkers, MarkerCache
from typilus.project.project_markers import ProjectMarkers
from typilus.project.reading import module_of

__all__ = ["MarkerReader", "ProjectLimits"]

_CACHE_VERSION = 4


@dataclass(frozen=True, slots=True)
class ProjectLimits:
    """The limits on how much of a project is read.

    Attributes:
        files: At most so many, in sorted order.
        markers: At most so many annotated symbols.
        file_bytes: Larger files are left out (generated code, data).
    """

    files: int = 5_000
    markers: int = 100_000
    file_bytes: int = 1_000_000


@dataclass(frozen=True)
class MarkerReader:
    """Finds, reads and embeds the annotated symbols of projects.

    Attributes:
        embedder: The network; cached markers of another fingerprint are not used.
        cache: What is known of files already, by content.
        limits: How much of a project to look at.
        with_classes: Whether the points of classes are kept, too, of an embedder that embeds them.
        documents: Give the files.
    """

    embedder: Embedder
    cache: MarkerCache
    limits: ProjectLimits = field(default_factory=ProjectLimits)
    with_classes: bool = False
    documents: Documents = DISK

    def read(self, folder: str | os.PathLike[str], progress: Callable[[str], None] | None = None) -> ProjectMarkers:
        """Return the markers of a project. Files that cannot be read are recorded and skipped.

        Args:
            folder: The project.
            progress: Called with each file's path before it is read.

        Raises:
            TypilusError: The folder does not exist.
        """
        root = os.fspath(folder)
        if not is_folder(root):
            raise TypilusError(f"{root}: no such folder; the project must be a folder of Python files")
        entries: dict[str, FileMarkers] = {}
        unread: list[tuple[str, str]] = []
        digests: set[str] = set()
        markers = 0
        for path in _bounded(self._paths(root), self.limits.files, unread):
            if progress is not None:
                progress(path)
            try:
                entry = self._entry_of(self.documents.read(Path(path), self.limits.file_bytes), root)
            except (TypilusError, OSError, RecursionError) as error:
                unread.append((path, getattr(error, "strerror", None) or str(error)))
                continue
            if entry.digest in digests:
                continue
            if markers + len(entry.positions) > self.limits.markers:
                unread.append((path, f"the project has more than {self.limits.markers} annotated symbols"))
                continue
            digests.add(entry.digest)
            markers += len(entry.positions)
            entries[os.path.realpath(path)] = entry
        self.cache.trim()
        return ProjectMarkers(root, entries, self.embedder.dimension, unread, self.documents)

    def updated(self, markers: ProjectMarkers, document: SourceDocument) -> ProjectMarkers:
        """A project's markers with those of one of its files, or of a new file, as it is now.

        Raises:
            SourceError: The file cannot be parsed.
        """
        path, root = document.path, markers.folder
        if markers.rows_of(path, document.digest) is not None:
            return markers
        if not markers.has(path) and not _is_new(Path(path), Path(root)):
            return markers  # none of its files, or one that is left out
        documents = with_document(markers.documents, document)
        entry = replace(self, documents=documents)._entry_of(document, root)  # noqa: SLF001 - a copy of itself
        return markers.with_entry(path, entry, documents)

    def _paths(self, root: str) -> Iterator[str]:
        yield from find_python_files([root])
        yield from (str(path) for path in new_files(self.documents, Path(root)) if path.suffix == ".py")

    def _entry_of(self, document: SourceDocument, root: str) -> FileMarkers:
        path = document.path
        module = module_of(path, root, self.documents)
        running = f"{sys.version_info.major}.{sys.version_info.minor}"
        name, kept = Path(path).name, "classes" if self.with_classes else ""
        parts = (str(_CACHE_VERSION), running, self.embedder.fingerprint, module, name, kept)
        code = document.source if isinstance(document.source, bytes) else document.source.encode("utf-8", "replace")
        key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass") + b"\0" + code).hexdigest()
        cached = self.cache.load(key)
        if cached is not None and cached.vectors.shape[1] == self.embedder.dimension:
            return cached
        entry = markers_of(document, module, lambda file: embedding_of(file, self.embedder), self.with_classes)
        if not entry.positions:
            entry = replace(entry, vectors=np.empty((0, self.embedder.dimension), np.float32))
        self.cache.save(key, entry)
        return entry


def _is_new(path: Path, root: Path) -> bool:
    """Return whether a file belongs to a project, but is not on disk yet."""
    return (
        path.suffix == ".py"
        and not exists(path)
        and Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    )


def _bounded(paths: Iterator[str], count: int, unread: list[tuple[str, str]]) -> Iterator[str]:
    for number, path in enumerate(paths):
        if number == count:
            rest = 1 + sum(1 for _ in paths)
            reason = f"this and {rest - 1:,} more of the project's {count + rest:,} files are left out: at most"
            unread.append((path, f"{reason} {count:,} are read; name a smaller folder with --project"))
            return
        yield path
