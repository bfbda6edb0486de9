"""Which names `from module import *` may hide: the module is read where it can be found, and in doubt it hides."""

from __future__ import annotations

import ast
import importlib
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from typilus.rewriting.exact_source import ExactSource
from typilus.rewriting.scopes import Scope, own_nodes

__all__ = ["StarImports"]


class StarImports:
    """What a file takes over with `import *`.

    Args:
        source: the file; modules beside it are looked for by its path.
        module: its dotted name, "" if unknown.
        is_package: it is a package's `__init__`.
    """

    def __init__(self, source: ExactSource, module: str, is_package: bool) -> None:
        self._stars = [node for node in own_nodes(source.tree) if isinstance(node, ast.ImportFrom) and _is_star(node)]
        path = Path(source.path)
        depth = module.count(".") + is_package if module else None
        self._path = path
        self._root = path.parents[depth] if depth is not None and depth < len(path.parents) else None

    def objection(self, name: str) -> str | None:
        """In words, why a built-in name may mean something else in the file; None if it does not."""
        for star in self._stars:
            written = "." * star.level + (star.module or "")
            bound = _names_of(star, self._path, self._root, frozenset())
            if bound is None:
                return f"from {written} import * may hide {name}"
            if name in bound:
                return f"from {written} import * hides {name}"
        return None


def _names_of(star: ast.ImportFrom, path: Path, root: Path | None, above: frozenset[Path]) -> frozenset[str] | None:
    """Every name that a module binds, exported or not; None if that cannot be told."""
    parts = (star.module or "").split(".") if star.module else []
    if star.level:
        folders = [path.parents[star.level - 1]] if star.level <= len(path.parents) else []
    else:
        folders = [Path(sysconfig.get_path("stdlib"))] if parts[0] in sys.stdlib_module_names else []
        folders += [root] if root is not None else []
    file = next((file for folder in folders for file in _files(folder, parts) if file.is_file()), None)
    if file is None:
        known = not star.level and parts[0] in sys.stdlib_module_names
        return _asked(".".join(parts)) if known else None
    if file in above:
        return frozenset()
    read = _read(file)
    if read is None:
        return None
    bound, stars = read
    for each in stars:
        more = _names_of(each, file, root, above | {file})
        if more is None:
            return None
        bound |= more
    return bound


def _is_star(node: ast.ImportFrom) -> bool:
    return any(alias.name == "*" for alias in node.names)


def _files(folder: Path, parts: list[str]) -> Iterator[Path]:
    place = folder.joinpath(*parts)
    yield place / "__init__.py"
    if parts:
        yield place.with_name(f"{parts[-1]}.py")


@lru_cache(maxsize=256)
def _read(path: Path) -> tuple[frozenset[str], tuple[ast.ImportFrom, ...]] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    stars = tuple(node for node in own_nodes(tree) if isinstance(node, ast.ImportFrom) and _is_star(node))
    return Scope(tree).bound, stars


@lru_cache(maxsize=256)
def _asked(module: str) -> frozenset[str]:
    """The names of a module of the standard library that is machine code; none where this system lacks it."""
    try:
        return frozenset(dir(importlib.import_module(module)))
    except ImportError:
        return frozenset()
