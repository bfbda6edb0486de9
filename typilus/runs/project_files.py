"""Files grouped by the project that they belong to."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_extraction.intake import is_folder
from typilus import judging
from typilus.config import find_root, is_root
from typilus.files import Changes, find_python_files
from typilus.project import ProjectMarkers

__all__ = ["ProjectFiles", "by_project", "changed_files"]


@dataclass(frozen=True)
class ProjectFiles:
    """The files of one project that a command is to do.

    Attributes:
        root: Of the project.
        named: The paths that the caller named for it.
        files: In the order in which they are done.
    """

    root: Path
    named: tuple[str, ...]
    files: tuple[str, ...]


def by_project(
    paths: Iterable[str | os.PathLike[str]],
    project: str | os.PathLike[str] | ProjectMarkers | None,
    changes: Changes | None = None,
) -> list[ProjectFiles]:
    """Group the files that some paths mean by project, in the order in which the projects come first.

    A named path belongs to the project around it, with all that is in it. In a folder that belongs to none, a file
    belongs to the project that it lies in.

    Args:
        paths: Files, and folders to search. Each file is taken once.
        project: The one project of them all, where the caller names it.
        changes: Since a revision: files that have not changed are left out. None for all.

    Raises:
        TypilusError: A file is in no Git repository, or that has no such revision.

    Returns:
        At least one: without paths that of the current folder.
    """
    names = [os.fspath(path) for path in paths]
    if project is not None:
        root = judging.project_root(project, "")
        return [ProjectFiles(root, tuple(names), tuple(changed_files(names, changes)))]
    if not names:
        return [ProjectFiles(find_root("."), (), ())]
    named: dict[Path, dict[str, None]] = {}
    files: dict[Path, list[str]] = {}
    taken: set[str] = set()
    for name in names:
        outer = judging.project_root(None, name)
        root_of = functools.partial(_root, outer, functools.cache(find_root))
        if not is_folder(name) or is_root(outer):
            named.setdefault(outer, {})[name] = None
        for file in changed_files([name], changes):
            real = os.path.realpath(file)
            if real in taken:
                continue
            taken.add(real)
            root = root_of(file)
            named.setdefault(root, {}).setdefault(name)
            files.setdefault(root, []).append(file)
    return [ProjectFiles(root, tuple(paths), tuple(files.get(root, ()))) for root, paths in named.items()]


def changed_files(paths: Iterable[str | os.PathLike[str]], changes: Changes | None) -> Iterator[str]:
    """The files that some paths mean, lazily, without those that have not changed since a revision.

    Raises:
        TypilusError: As for `by_project`.
    """
    files = find_python_files(paths)
    return files if changes is None else filter(changes.has_changed, files)


def _root(outer: Path, find: functools._lru_cache_wrapper[Path], file: str) -> Path:
    """The root of a file's project, if the path that was named is in none."""
    if is_root(outer):
        return outer
    root = find(Path(file).parent)
    return root if is_root(root) else outer
