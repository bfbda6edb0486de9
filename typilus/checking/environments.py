"""The environment that has a project's dependencies: named, or active.

Checkers run its interpreter to learn where packages are. So one that merely lies in the project is not taken: it would
be code under analysis.
"""

from __future__ import annotations

import os
from pathlib import Path

from graph_extraction.intake import is_file
from typilus.errors import CheckerError

__all__ = ["find_environment", "has_packages"]

_INTERPRETERS = (Path("bin", "python"), Path("Scripts", "python.exe"))


def find_environment(named: str | os.PathLike[str] | None = None) -> Path | None:
    """The interpreter of an environment: the one that is named (a folder or an interpreter), else the active one.

    Raises:
        CheckerError: what is named is no environment.
    """
    if named is not None:
        place = Path(named)
        found = place if is_file(place) else _interpreter_in(place)
        if found is None:
            raise CheckerError(f"{place}: no Python interpreter and no environment with one; name one or the other")
        return found.absolute()
    active = os.environ.get("VIRTUAL_ENV")
    return _interpreter_in(Path(active)) if active else None


def has_packages(environment: Path) -> bool:
    """Whether the folder of an environment has a place for packages; without one, checkers end without a verdict."""
    places = ("lib/python*/site-packages", "lib64/python*/site-packages", "Lib/site-packages")
    try:
        return any(next(environment.glob(place), None) is not None for place in places)
    except OSError:
        return False


def _interpreter_in(folder: Path) -> Path | None:
    return next((folder / each for each in _INTERPRETERS if is_file(folder / each)), None)
