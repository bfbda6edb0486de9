"""Projects of a list as folders: those that are folders, and archives, unpacked for as long as they are needed."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_extraction.intake import exists, is_file, is_folder, read_bytes
from typilus.errors import TypilusError
from typilus.files import TemporaryFolder, unpack
from typilus.runs import FileSelection

__all__ = ["OpenProject", "open_project"]

_SETTINGS = ("pyproject.toml", "setup.cfg", "setup.py", ".gitignore")
_MAX_ARCHIVE = 1 << 30  # bytes
_MAX_REFERENCE = 1 << 20  # bytes of a file of git


@dataclass(frozen=True)
class OpenProject:
    """A project that can be read.

    Attributes:
        root: Its folder.
        files: Its Python files, in order.
        revision: The commit of a git working copy, "" without one; `sha256:…` of an archive.
    """

    root: Path
    files: tuple[str, ...]
    revision: str


@contextlib.contextmanager
def open_project(location: Path, selection: FileSelection | None = None) -> Iterator[OpenProject]:
    """The folder of a project, an archive unpacked meanwhile.

    Nothing of the project is run; which commit HEAD names is read.

    Args:
        location: Folder or archive.
        selection: What is left out of it; None for nothing.

    Raises:
        TypilusError: There is no such project, or it has no Python files.
        ArchiveError: The archive cannot be unpacked within bounds.
    """
    if is_folder(location):
        yield _opened(location, location, _commit(location), selection)
    elif is_file(location):
        digest = hashlib.sha256(read_bytes(location, _MAX_ARCHIVE)).hexdigest()
        with TemporaryFolder("typilus-batch-") as folder:
            top = folder / "project"
            top.mkdir()
            unpack(location, top, wanted=_is_wanted)
            entries = list(top.iterdir())
            root = entries[0] if len(entries) == 1 and entries[0].is_dir() else top
            yield _opened(location, root, f"sha256:{digest}", selection)
    else:
        raise TypilusError(f"{location}: no such folder or archive")


def _opened(location: Path, root: Path, revision: str, selection: FileSelection | None) -> OpenProject:
    files = tuple((selection or FileSelection()).files([root]))
    if not files:
        raise TypilusError(f"{location}: has no Python files")
    return OpenProject(root, files, revision)


def _is_wanted(name: str) -> bool:
    return name.endswith((".py", ".pyi")) or name.rpartition("/")[2] in _SETTINGS


def _commit(root: Path) -> str:
    """The commit that a working copy's HEAD names, "" if that cannot be told."""
    with contextlib.suppress(OSError, ValueError):
        git = root / ".git"
        head = read_bytes(git / "HEAD", _MAX_REFERENCE).decode().strip()
        if not head.startswith("ref: "):
            return _hexadecimal(head)
        reference = head.removeprefix("ref: ")
        if ".." not in reference and exists(git / reference):
            return _hexadecimal(read_bytes(git / reference, _MAX_REFERENCE).decode().strip())
        for line in read_bytes(git / "packed-refs", _MAX_REFERENCE).decode().splitlines():
            if line.endswith(f" {reference}"):
                return _hexadecimal(line.split()[0])
    return ""


def _hexadecimal(text: str) -> str:
    return text if text and set(text) <= set("0123456789abcdef") else ""
