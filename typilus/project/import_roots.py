"""The folders that modules are imported from: Python's search path is not on disk.

`azure/ai/ml` is imported as `azure.ai.ml` (PEP 420), `backend/app` as `app`, and `server/models.py` as `models` by the
script beside it, whether or not an `__init__.py` lies there. The imports tell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from graph_extraction.intake import MAX_FILE_SIZE, is_file, read_text
from typilus.annotation_types import is_test_module
from typilus.project.import_reading import import_statements

__all__ = ["import_root", "is_import_root"]

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
    names = {statement.name for statement in imports | _imports_in(folder.parent) | _imports_in(project)}
    above = list(_namespaces(folder, project))
    for root, namespace in above:
        if any(name.startswith(namespace) and _holds(folder, name[len(namespace) :]) for name in names):
            return root
    if _import_each_other(folder, imports, project):
        return folder
    return next((root for root, _ in above if is_file(root / "__init__.py")), None)


@lru_cache(maxsize=1 << 12)
def is_import_root(package: Path, project: Path) -> bool:
    """Return whether the files of a package import each other as if its folder were none.

    So do scripts with an `__init__.py` beside them that nothing needs.

    Args:
        package: The folder of an outermost package, in the project or the project itself.
        project: Where else they could be imported from.
    """
    imports = _imports_in(package)
    own_names = () if _holds(package, package.name) else (package.name,)
    around = frozenset() if package == project else _imports_in(package.parent)
    is_package = any(statement.leaves or statement.top in own_names for statement in imports) or any(
        statement.top in own_names for statement in around
    )
    return not is_package and _import_each_other(package, imports, project)


@dataclass(frozen=True, slots=True)
class _Import:
    """An import statement, by the name in it and who imports it.

    Attributes:
        name: Dotted name, of `from a import b, c` the first: `a.b`; "" of a relative import.
        importer: The module or package directly in the folder that imports it.
        leaves: Number of packages that a relative import leaves, 1 where it needs the folder to be one; 0 where it
            stays below, and of other imports.
    """

    name: str
    importer: str
    leaves: int = 0

    @property
    def top(self) -> str:
        """The first part of the name."""
        return self.name.partition(".")[0]


@lru_cache(maxsize=1 << 10)
def _imports_in(folder: Path) -> frozenset[_Import]:
    """The imports in the files of a folder and of the folders in it."""
    imports: set[_Import] = set()
    for path in islice(chain(sorted(folder.glob("*.py")), sorted(folder.glob("*/*.py"))), MAX_FILES):
        try:
            text = read_text(path, MAX_FILE_SIZE, "replace")
        except OSError:
            continue
        parts = path.relative_to(folder).parts
        importer = parts[0].removesuffix(".py")
        for level, module, names in import_statements(text):
            name = "" if level else ".".join([module, *names[:1]])
            imports.add(_Import(name, importer, max(level - len(parts) + 1, 0)))
    return frozenset(imports)


def _import_each_other(folder: Path, imports: Iterable[_Import], project: Path) -> bool:
    """Return whether the modules of a folder import each other by their names alone.

    A module that wraps a library is often called like it: `celery.py` imports `celery`, as others beside it do. Modules
    of tests stay known as such by their folder.
    """
    if is_test_module(".".join(folder.relative_to(project).parts)):
        return False
    own = {statement.top for statement in imports if statement.top == statement.importer}
    libraries = {name for name in own if is_file(folder / f"{name}.py")} | sys.stdlib_module_names
    return any(
        statement.top not in libraries
        and statement.top != statement.importer
        and _holds(folder, statement.name)
        and (folder == project or not _holds(project, statement.name))
        for statement in imports
    )


def _namespaces(folder: Path, project: Path) -> Iterator[tuple[Path, str]]:
    """Yield the folders around one that could be imported from, inmost first, each with the prefix that names have."""
    namespace, root = "", folder
    while root != project and root.name.isidentifier():
        namespace, root = f"{root.name}.{namespace}", root.parent
        yield root, namespace


def _holds(folder: Path, name: str) -> bool:
    """Return whether a dotted name begins with a module or package in a folder, or with a folder and one in that."""
    first, _, rest = name.partition(".")
    second = rest.partition(".")[0]
    inner = [f"{first}/{second}.py", f"{first}/{second}/__init__.py"] if second else []
    return bool(first) and any(is_file(folder / path) for path in (f"{first}.py", f"{first}/__init__.py", *inner))
