"""A project's files with types written in that nobody has confirmed: only static inference reads them."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping
from hashlib import sha256
from pathlib import Path

from graph_extraction import SourceDocument
from graph_extraction.intake import MAX_FILE_SIZE
from typilus.project import DISK, Documents

__all__ = ["DraftDocuments"]


class DraftDocuments:
    """Drafts of some files over the documents of a project. They come and go while inference reads others.

    Args:
        below: The files as they are.
    """

    def __init__(self, below: Documents = DISK) -> None:
        self._below = below
        self._texts: dict[Path, str] = {}
        self._versions: dict[Path, Hashable] = {}

    def put(self, path: str | os.PathLike[str], text: str) -> None:
        """Have a file read as this draft from now on."""
        real = Path(os.path.realpath(path))
        self._texts[real] = text
        self._versions[real] = sha256(text.encode("utf-8", "surrogatepass")).digest()

    def text(self, path: str | os.PathLike[str]) -> str | None:
        """The draft of a file, None if there is none."""
        return self._texts.get(Path(os.path.realpath(path)))

    @property
    def unsaved(self) -> Mapping[Path, str | bytes]:
        """See `Documents.unsaved`. No draft is among them, for a draft is nobody's text."""
        return self._below.unsaved

    def read(self, path: Path, most: int = MAX_FILE_SIZE) -> SourceDocument:
        """See `Documents.read`."""
        text = self.text(path)
        return self._below.read(path, most) if text is None else SourceDocument(os.fspath(path), text)

    def version(self, path: Path) -> Hashable | None:
        """See `Documents.version`."""
        if not self._texts:
            return self._below.version(path)
        version = self._versions.get(Path(os.path.realpath(path)))
        return self._below.version(path) if version is None else version
