"""Which Python files some paths mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["find_python_files"]

_SUFFIXES = (".py", ".pyw")
_SKIPPED_FOLDERS = frozenset(
    {"__pycache__", "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv"}
)


def find_python_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files that `paths` name, lazily: files as they are, folders walked in sorted order, each file once.

    Hidden folders, virtual environments, build output and installed packages inside a folder are left out; a file or
    folder named outright is taken whatever it is called. A path that does not exist is passed on, so that reading it
    gives its error.
    """
    seen: set[str] = set()
    for path in paths:
        name = os.fspath(path)
        for found in _walk(name) if Path(name).is_dir() else (name,):
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def _walk(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _skipped(parent, name))
        for name in sorted(files):
            if name.endswith(_SUFFIXES):
                yield os.path.join(parent, name)  # noqa: PTH118 - keeps "./" as the caller wrote it


def _skipped(parent: str, name: str) -> bool:
    if name.startswith(".") or name in _SKIPPED_FOLDERS or name.endswith(".egg-info"):
        return True
    return Path(parent, name, "pyvenv.cfg").exists()
