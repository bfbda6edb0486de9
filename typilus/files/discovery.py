"""Find the Python files that some paths mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_extraction.intake import exists, is_folder
from typilus.files.ignoring import NOTHING_IGNORED, IgnoreRules

__all__ = ["find_python_files"]

_SUFFIXES = (".py", ".pyw")
_SKIPPED_FOLDERS = frozenset(
    {"__pycache__", "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"}
)


def find_python_files(
    paths: Iterable[str | os.PathLike[str]], excluded: IgnoreRules = NOTHING_IGNORED
) -> Iterator[str]:
    """The files that `paths` name, lazily: files as they are, folders walked in sorted order, each file once.

    Hidden folders, virtual environments, build output and installed packages inside a folder are left out, and what
    its `.gitignore` files ignore; a file or folder named outright is taken whatever it is called. A path that does not
    exist is passed on, so that reading it gives its error. Memory grows with the folders, not with their files.

    Args:
        paths: Files and folders.
        excluded: What else to leave out inside of folders.
    """
    seen = _Found()
    for path in paths:
        name = os.fspath(path)
        if is_folder(name):
            yield from _walk(name, seen, excluded)
        elif seen.is_new(os.path.realpath(name)):
            yield name


class _Found:
    """The files and folders seen so far, by real path: whole folders, and single files that were named or are linked
    to.
    """

    def __init__(self) -> None:
        self.folders: set[str] = set()
        self.left_out: set[str] = set()
        self.files: set[str] = set()

    def is_new(self, real: str) -> bool:
        """Record a single file and return whether it is new."""
        folder, _, name = real.rpartition(os.sep)
        if folder in self.folders and name.endswith(_SUFFIXES) and real not in self.left_out:
            return False
        new = real not in self.files
        self.files.add(real)
        return new


def _walk(top: str, seen: _Found, excluded: IgnoreRules) -> Iterator[str]:
    """Yield the files of a folder, then those of each folder in it, without following links to folders."""
    real_top = os.path.realpath(top)
    pending = [(top, real_top, IgnoreRules.above(real_top))]
    while pending:
        folder, real, rules = pending.pop()
        if real in seen.folders:
            continue
        entries = _entries(folder)
        rules = rules.inside(real, (entry.name for entry in entries))
        inner, files = [], []
        for entry in entries:
            path = os.path.join(real, entry.name)  # noqa: PTH118 - a Path for each of 100,000 files costs seconds
            if entry.is_dir(follow_symlinks=False):
                if not (_skipped(entry) or rules.ignore(path, is_folder=True) or excluded.ignore(path, is_folder=True)):
                    inner.append((entry.path, path, rules))
            elif entry.name.endswith(_SUFFIXES):
                if rules.ignore(path, is_folder=False) or excluded.ignore(path, is_folder=False):
                    seen.left_out.add(path)
                else:
                    files.append((entry, path))
        seen.folders.add(real)
        for entry, path in files:
            if path not in seen.files if not entry.is_symlink() else _is_new_link(path, seen):
                yield entry.path
        pending.extend(reversed(inner))


def _is_new_link(path: str, seen: _Found) -> bool:
    """Return whether a link leads to a new file, or to nothing, which is reported when it is read."""
    target = os.path.realpath(path)
    return not is_folder(target) and (not exists(target) or seen.is_new(target))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return the entries of a folder in order, none if it may not be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _skipped(folder: os.DirEntry[str]) -> bool:
    if folder.name.startswith(".") or folder.name in _SKIPPED_FOLDERS or folder.name.endswith(".egg-info"):
        return True
    return exists(Path(folder.path, "pyvenv.cfg"))
