"""The names that `from module import *` may hide, read from the module where possible, else any."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from graph_extraction import SourceDocument
from typilus.project import DISK, Documents, bindings_of, names_asked_for, stars_of

__all__ = ["StarImports"]


class StarImports:
    """The names that a file takes over with `import *`.

    Args:
        source: File; modules beside it are found by its path.
        module: Dotted name of the file, "" if unknown.
        is_package: Whether it is a package's `__init__`.
    """

    def __init__(self, source: SourceDocument, module: str, is_package: bool, documents: Documents = DISK) -> None:
        self._documents = documents
        self._stars = stars_of(source.tree)
        path = Path(source.path)
        depth = module.count(".") + is_package if module else None
        self._path = path
        self._root = path.parents[depth] if depth is not None and depth < len(path.parents) else None

    def objection(self, name: str) -> str | None:
        """Return the reason, in words, why a built-in name may mean something else in the file, None if it does not."""
        for star in self._stars:
            bound = self._names_of(star, self._path, frozenset())
            if bound is None:
                return f"from {star} import * may hide {name}"
            if name in bound:
                return f"from {star} import * hides {name}"
        return None

    def _names_of(self, star: str, path: Path, above: frozenset[Path]) -> frozenset[str] | None:
        """Return every name that a module binds, exported or not, None if that cannot be told.

        `star` is the module as `path` writes it, with leading dots.
        """
        name = star.lstrip(".")
        level = len(star) - len(name)
        parts = name.split(".") if name else []
        is_library = not level and parts[0] in sys.stdlib_module_names
        if level:
            folders = [path.parents[level - 1]] if level <= len(path.parents) else []
        else:
            folders = [Path(sysconfig.get_path("stdlib"))] if is_library else []
            folders += [self._root] if self._root is not None else []
        file = next(
            (file for folder in folders for file in _files(folder, parts) if self._documents.version(file) is not None),
            None,
        )
        if file is None:
            return names_asked_for(name) if is_library else None
        if file in above:
            return frozenset()
        read = bindings_of(file, self._documents)
        if read is None:
            return None
        bound = read.names
        for submodule in read.stars:
            more = self._names_of(submodule, file, above | {file})
            if more is None:
                return None
            bound |= more
        return bound


def _files(folder: Path, parts: list[str]) -> Iterator[Path]:
    base = folder.joinpath(*parts)
    yield base / "__init__.py"
    if parts:
        yield base.with_name(f"{parts[-1]}.py")
