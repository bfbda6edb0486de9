"""The checker of a run: which one judges, and why, is told before any work begins."""

from __future__ import annotations

import atexit
import functools
import os
from pathlib import Path

from typilus.checking import CheckerChoice, choose_checker
from typilus.config import find_root, is_root
from typilus.errors import CheckerError
from typilus.files import TemporaryFolder
from typilus.listening import Listener
from typilus.project import DISK, Documents, ProjectMarkers

__all__ = ["announce_checker", "documents_of", "is_project", "project_root"]


def project_root(project: str | os.PathLike[str] | ProjectMarkers | None, path: str | os.PathLike[str]) -> Path:
    """Return the root of the named project, else of the one that a path lies in, which is empty for a mere text."""
    if project is not None:
        return Path(os.path.realpath(project.folder if isinstance(project, ProjectMarkers) else project))
    return _empty_folder() if os.fspath(path).startswith("<") else find_root(path)


def is_project(project: str | os.PathLike[str] | ProjectMarkers | None, root: Path, listener: Listener) -> bool:
    """Return whether the files below a root are one project. Where each stands alone instead, the listener is told.

    A folder that nobody names as a project, and nothing marks as one, may be anything: a home with all that is in it.
    """
    if project is not None or is_root(root):
        return True
    listener.notice(f"{root} is no project (no pyproject.toml, .git, ...): each file stands alone; see --project")
    return False


def documents_of(project: str | os.PathLike[str] | ProjectMarkers | None) -> Documents:
    """Return the documents that a project was read from, else those of the disk."""
    return project.documents if isinstance(project, ProjectMarkers) else DISK


@functools.cache
def _empty_folder() -> Path:
    folder = TemporaryFolder("typilus-text-")
    atexit.register(folder.remove)
    return folder.path


def announce_checker(name: str | None, root: Path, listener: Listener) -> CheckerChoice | None:
    """Return the requested checker, or None if none is wanted or "auto" finds none, and tell the listener.

    Raises:
        CheckerError: The checker that is asked for by name is unknown or not installed.
    """
    if name is None or name == "none":
        return None
    try:
        choice = choose_checker(name, root)
    except CheckerError as error:
        if name != "auto":
            raise
        listener.judge_chosen(None, f"nobody judges; {error}")
        return None
    listener.judge_chosen(choice.checker.name, choice.reason)
    return choice
