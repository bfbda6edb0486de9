"""The files of a project that import a file, where its annotations can cause errors as well."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from graph_extraction import is_package_file
from graph_extraction.intake import MAX_FILE_SIZE, read_text
from typilus.annotation_types import absolute_module, shared_parts
from typilus.project import import_statements, module_of

__all__ = ["Dependents"]

# A larger project is not searched, and a file's dependents are not all looked at: this is a help, no proof.
MAX_FILES = 5_000
MAX_DEPENDENTS = 8


class Dependents:
    """The direct importers of every file of a project, according to the import statements in the texts.

    Args:
        root: Root of the project or of a copy of it.
    """

    def __init__(self, root: Path) -> None:
        self._importers: defaultdict[str, set[str]] = defaultdict(set)
        files = _python_files(root)
        if len(files) <= MAX_FILES:
            for name in files:
                for module in _imported(root, name):
                    self._importers[module].add(name)
        self._root = root

    def importers_of(self, name: str) -> list[str]:
        """Return the nearest `MAX_DEPENDENTS` files that import the file `name`, a path relative to the root."""
        importers = list(self._importers[module_of(str(self._root / name), self._root)] - {name})
        here = PurePosixPath(name).parent.parts
        importers.sort(key=lambda importer: (-shared_parts(here, PurePosixPath(importer).parent.parts), importer))
        return importers[:MAX_DEPENDENTS]


def _python_files(root: Path) -> list[str]:
    names: list[str] = []
    for folder, folders, files in os.walk(root):
        folders.sort()
        relative = Path(folder).relative_to(root)
        names.extend((relative / name).as_posix() for name in sorted(files) if name.endswith((".py", ".pyi")))
    return names


def _imported(root: Path, name: str) -> Iterator[str]:
    """Yield the dotted names that may be imported modules: `from a import b` gives `a` and `a.b`."""
    try:
        text = read_text(root / name, MAX_FILE_SIZE, "replace")
    except OSError:
        return
    importing, is_package = module_of(str(root / name), root), is_package_file(name)
    for level, module, names in import_statements(text):
        absolute = absolute_module(module, level, importing, is_package) or module
        yield absolute
        yield from (f"{absolute}.{imported}" for imported in names)
