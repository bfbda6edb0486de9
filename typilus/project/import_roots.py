"""The folder that what lies in a folder without `__init__.py` is imported from: Python's search path is not on disk.

`azure/ai/ml` is imported as `azure.ai.ml` (PEP 420), `backend/app` as `app`, and `server/models.py` as `models` by the
script beside it. What is there looks alike; the imports tell.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from graph_extraction.intake import MAX_FILE_SIZE, exists, is_file, read_bytes
from typilus.annotation_types import is_test_module

__all__ = ["import_root"]

MAX_FILES = 200
"""So many files are searched for imports: those of the folder itself and at the top of its packages."""


@lru_cache(maxsize=1 << 12)
def import_root(folder: Path, project: Path) -> Path | None:
    """Return the folder that the modules and packages in `folder` are imported from, None where nothing tells.

    It is one of the folders around it where an import names one of them so, else `folder` itself where one names them
    alone, else the package around it. All are seen as they are on disk when they are first asked for.

    Args:
        folder: A folder without `__init__.py`.
        project: The outermost folder that can be imported from.
    """
    if not folder.is_relative_to(project) or folder == project:
        return None
    imports = _imports_in(folder)
    above = list(_namespaces(folder, project))
    for root, namespace in above:
        if any(name.startswith(namespace) and _holds(folder, name[len(namespace) :]) for name, _ in imports):
            return root
    if not is_test_module(".".join(folder.relative_to(project).parts)) and any(
        name.partition(".")[0] not in (importer, *sys.stdlib_module_names)
        and _holds(folder, name)
        and not _holds(project, name)
        for name, importer in imports
    ):
        return folder
    return next((root for root, _ in above if is_file(root / "__init__.py")), None)


_IMPORT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+([A-Za-z_][\w.]*)", re.MULTILINE)


def _imports_in(folder: Path) -> set[tuple[str, str]]:
    """The dotted names that files of a folder and of its packages import absolutely, and who imports them.

    A module that wraps a library is often called like it: `redis.py` imports `redis`.
    """
    imports: set[tuple[str, str]] = set()
    for path in islice(chain(folder.glob("*.py"), folder.glob("*/*.py")), MAX_FILES):
        try:
            text = read_bytes(path, MAX_FILE_SIZE)
        except OSError:
            continue
        importer = path.relative_to(folder).parts[0].removesuffix(".py")
        imports.update((name.decode(), importer) for name in _IMPORT.findall(text))
    return imports


def _namespaces(folder: Path, project: Path) -> Iterator[tuple[Path, str]]:
    """Yield the folders around one that could be imported from, inmost first, each with the prefix that names have."""
    namespace, root = "", folder
    while root != project and root.name.isidentifier():
        namespace, root = f"{root.name}.{namespace}", root.parent
        yield root, namespace


def _holds(folder: Path, name: str) -> bool:
    """Return whether the first part of a dotted name is a module or package in a folder."""
    first = name.partition(".")[0]
    return bool(first) and (is_file(folder / f"{first}.py") or exists(folder / first / "__init__.py"))
