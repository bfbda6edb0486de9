"""The sources of a project's code: the disk, or the unsaved texts of an editor over the disk."""

from __future__ import annotations

import os
import stat
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from graph_extraction import RUNNING_GRAMMAR, SourceDocument
from graph_extraction.intake import MAX_FILE_SIZE, exists, read_bytes
from typilus.errors import SourceError

__all__ = ["DISK", "Documents", "FileState", "OpenDocuments", "new_files", "parsed_document", "with_document"]

_TREES = 512
"""So many files' parsed documents are kept: trees are large, and most files need those of their own neighborhood."""
_parsed: OrderedDict[Path, tuple[Hashable, SourceDocument | None]] = OrderedDict()
_MAX_FILE_SIZE = 2_000_000
_NONE: Mapping[Path, str | bytes] = MappingProxyType({})


class Documents(Protocol):
    """The files of a project as they are now."""

    @property
    def unsaved(self) -> Mapping[Path, str | bytes]:
        """The code of the files whose text differs from the disk, by real path. Some may not be on disk at all."""

    def read(self, path: Path, most: int = MAX_FILE_SIZE) -> SourceDocument:
        """A file, not yet parsed.

        Raises:
            OSError: It cannot be read, is not a regular file, or has more than `most` bytes.
        """

    def version(self, path: Path) -> Hashable | None:
        """Return a key that tells two states of a file apart in any documents, None if there is no file."""


@dataclass(frozen=True, slots=True)
class _DiskDocuments:
    """The files as they lie on disk."""

    @property
    def unsaved(self) -> Mapping[Path, str | bytes]:
        """Nothing."""
        return _NONE

    def read(self, path: Path, most: int = MAX_FILE_SIZE) -> SourceDocument:
        """See `Documents.read`."""
        return SourceDocument(os.fspath(path), read_bytes(path, most))

    def version(self, path: Path) -> Hashable | None:
        """When the file was changed, and its size."""
        try:
            status = path.stat()
        except (OSError, ValueError):
            return None
        return (status.st_mtime_ns, status.st_size) if stat.S_ISREG(status.st_mode) else None


DISK: Documents = _DiskDocuments()


class OpenDocuments:
    """Texts that are not saved yet, over other documents.

    Args:
        texts: Code by path.
        below: Gives all other files.
    """

    def __init__(self, texts: Mapping[str | os.PathLike[str], str | bytes], below: Documents = DISK) -> None:
        own: dict[Path, str | bytes] = {Path(os.path.realpath(path)): text for path, text in texts.items()}
        if isinstance(below, OpenDocuments):
            own, below = {**below._own_texts, **own}, below._below  # noqa: SLF001 - of its own class
        self._below: Documents = below
        self._own_texts: Mapping[Path, str | bytes] = own
        self._unsaved = {**below.unsaved, **own}
        self._versions = {path: _digest(text) for path, text in own.items()}
        self._names = frozenset(path.name for path in own)

    @property
    def unsaved(self) -> Mapping[Path, str | bytes]:
        """See `Documents.unsaved`."""
        return self._unsaved

    def read(self, path: Path, most: int = MAX_FILE_SIZE) -> SourceDocument:
        """See `Documents.read`. A text in an editor is never too large."""
        real = self._own(path)
        if real is None:
            return self._below.read(path, most)
        return SourceDocument(os.fspath(path), self._own_texts[real])

    def version(self, path: Path) -> Hashable | None:
        """See `Documents.version`."""
        real = self._own(path)
        return self._below.version(path) if real is None else self._versions[real]

    def _own(self, path: Path) -> Path | None:
        """Return the real path of one of these texts. Only a path with the name of one is looked up."""
        real = Path(os.path.realpath(path)) if path.name in self._names else None
        return real if real in self._versions else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OpenDocuments) and self._versions == other._versions and self._below == other._below

    def __hash__(self) -> int:
        return hash((frozenset(self._versions.items()), self._below))


def with_document(documents: Documents, document: SourceDocument) -> Documents:
    """Return the documents with one file replaced. A text that is no file (`<string>`) changes nothing."""
    if document.path.startswith("<"):
        return documents
    try:
        current = documents.read(Path(document.path))
        is_same = document.source == current.source or document.data == current.data
    except (OSError, ValueError, LookupError):  # it is not there, or its text cannot be encoded
        is_same = False
    return documents if is_same else OpenDocuments({document.path: document.source}, documents)


def new_files(documents: Documents, folder: Path) -> list[Path]:
    """The unsaved files below a folder that are not on disk yet."""
    real = Path(os.path.realpath(folder)) if documents.unsaved else folder
    return [
        folder / path.relative_to(real) for path in documents.unsaved if path.is_relative_to(real) and not exists(path)
    ]


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it is now: what a memory of what was found in files goes by.

    Attributes:
        path: The file.
        version: See `Documents.version`.
        documents: What reads it; the same version is the same text, whichever documents are asked.
    """

    path: Path
    version: Hashable
    documents: Documents = field(compare=False)

    @classmethod
    def of(cls, path: Path, documents: Documents) -> FileState | None:
        """None where there is no file."""
        version = documents.version(path)
        return None if version is None else cls(path, version, documents)

    def read(self, most: int = MAX_FILE_SIZE) -> SourceDocument:
        """See `Documents.read`."""
        return self.documents.read(self.path, most)


def parsed_document(state: FileState) -> SourceDocument | None:
    """Return a parsed file, None if it is too large or not in this Python's grammar. Its tree must not be changed.

    It is read again only in another state. Of each file the last state is kept: an editor asks for one at every key.
    """
    version, document = _parsed.pop(state.path, (None, None))
    if version != state.version:
        document = _read(state)
    _parsed[state.path] = state.version, document
    if len(_parsed) > _TREES:
        _parsed.popitem(last=False)
    return document


def _read(state: FileState) -> SourceDocument | None:
    try:
        document = state.read(_MAX_FILE_SIZE)
        return document if document.grammar == RUNNING_GRAMMAR else None
    except (OSError, SourceError):
        return None


def _digest(text: str | bytes) -> Hashable:
    return sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).digest()
