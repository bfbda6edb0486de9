"""Which Python files some paths mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_extraction.intake import exists, is_folder
from typilus.files.ignoring import IgnoreRules

__all__ = ["find_python_files"]

_SUFFIXES = (".py", ".pyw")
_SKIPPED_FOLDERS = frozenset(
    {"__pycache__", "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"}
)


def find_python_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files that `paths` name, lazily: files as they are, folders walked in sorted order, each file once.

    Hidden folders, virtual environments, build output and installed packages inside a folder are left out, and what
    its `.gitignore` files ignore; a file or folder named outright is taken whatever it is called. A path that does not
    exist is passed on, so that reading it gives its error. Memory grows with the folders, not with their files.
    """
    found = _Found()
    for path in paths:
        name = os.fspath(path)
        if is_folder(name):
            yield from _walk(name, found)
        elif found.is_new(os.path.realpath(name)):
            yield name


class _Found:
    """What was found already, by real path: folders as a whole; single files that were named or are linked to."""

    def __init__(self) -> None:
        self.folders: set[str] = set()
        self.left_out: set[str] = set()
        self.files: set[str] = set()

    def is_new(self, real: str) -> bool:
        """Whether a single file did not come yet; from now on it did."""
        folder, _, name = real.rpartition(os.sep)
        if folder in self.folders and name.endswith(_SUFFIXES) and real not in self.left_out:
            return False
        new = real not in self.files
        self.files.add(real)
        return new


def _walk(top: str, found: _Found) -> Iterator[str]:
    """The files of a folder, then those of each folder in it; links to folders are not followed."""
    real_top = os.path.realpath(top)
    pending = [(top, real_top, IgnoreRules.above(real_top))]
    while pending:
        folder, real, rules = pending.pop()
        if real in found.folders:
            continue
        entries = _entries(folder)
        rules = rules.inside(real, (entry.name for entry in entries))
        inner, files = [], []
        for entry in entries:
            place = os.path.join(real, entry.name)  # noqa: PTH118 - a Path for each of 100,000 files costs seconds
            if entry.is_dir(follow_symlinks=False):
                if not (_skipped(entry) or rules.ignore(place, is_folder=True)):
                    inner.append((entry.path, place, rules))
            elif entry.name.endswith(_SUFFIXES):
                if rules.ignore(place, is_folder=False):
                    found.left_out.add(place)
                else:
                    files.append((entry, place))
        found.folders.add(real)
        for entry, place in files:
            if place not in found.files if not entry.is_symlink() else _is_new_link(place, found):
                yield entry.path
        pending.extend(reversed(inner))


def _is_new_link(place: str, found: _Found) -> bool:
    """Whether a link leads to a file that did not come yet, or to nothing, which is told when it is read."""
    target = os.path.realpath(place)
    return not is_folder(target) and (not exists(target) or found.is_new(target))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Sorted; a folder that may not be read has none."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _skipped(folder: os.DirEntry[str]) -> bool:
    if folder.name.startswith(".") or folder.name in _SKIPPED_FOLDERS or folder.name.endswith(".egg-info"):
        return True
    return exists(Path(folder.path, "pyvenv.cfg"))
