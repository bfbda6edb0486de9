"""Packages in folders without `__init__.py` (PEP 420): `azure/ai/ml` is imported as `azure.ai.ml`, if anything is."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from graph_extraction.intake import MAX_FILE_SIZE, is_file, read_bytes

__all__ = ["namespace_root"]

MAX_FILES = 200
"""So many files are searched for imports: those of the folder itself and at the top of its packages."""


@lru_cache(maxsize=1 << 12)
def namespace_root(folder: Path, project: Path) -> Path | None:
    """Return the folder that the packages in `folder` are imported from, or the package around it.

    None where they are imported from `folder` itself.

    No file says that a folder is a namespace: `backend/` and `azure/` look alike. A package around it tells, or what
    its files import, both as they are on disk when they are first asked for.

    Args:
        folder: A folder below the project that holds packages and is none.
        project: The outermost folder that can be imported from.
    """
    if not folder.is_relative_to(project) or folder == project:
        return None
    imported = _imported_by(folder)
    root, namespace = folder, ""
    while root != project and root.name.isidentifier():
        namespace = f"{root.name}.{namespace}"
        root = root.parent
        if is_file(root / "__init__.py") or any(
            name.startswith(namespace) and _is_package(folder, name[len(namespace) :]) for name in imported
        ):
            return root
    return None


_IMPORT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+([A-Za-z_][\w.]*)", re.MULTILINE)


def _imported_by(folder: Path) -> set[str]:
    """The dotted names that the files of a folder and of its packages import, absolute ones alone."""
    imported: set[str] = set()
    for path in islice(chain(folder.glob("*.py"), folder.glob("*/*.py")), MAX_FILES):
        try:
            text = read_bytes(path, MAX_FILE_SIZE)
        except OSError:
            continue
        imported.update(name.decode() for name in _IMPORT.findall(text))
    return imported


def _is_package(folder: Path, name: str) -> bool:
    return bool(name) and is_file(folder / name.partition(".")[0] / "__init__.py")
