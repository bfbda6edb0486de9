"""The environment that has a project's dependencies: named, or found beside the project."""

from __future__ import annotations

import os
from pathlib import Path

from typilus.errors import CheckerError

__all__ = ["find_environment"]

_BESIDE = (".venv", "venv", "env")
_INTERPRETERS = (Path("bin", "python"), Path("Scripts", "python.exe"))


def find_environment(named: str | os.PathLike[str] | None, root: Path) -> Path | None:
    """The interpreter of an environment: of the one that is named (a folder or an interpreter), else of a virtual
    environment in the project's root, else of the one that is active; None without any.

    Raises:
        CheckerError: what is named is no environment.
    """
    if named is not None:
        place = Path(named)
        found = place if place.is_file() else _interpreter_in(place)
        if found is None:
            raise CheckerError(f"{place}: no Python interpreter and no environment with one; name one or the other")
        return found.absolute()
    active = os.environ.get("VIRTUAL_ENV")
    places = [*(root / name for name in _BESIDE), *([Path(active)] if active else [])]
    return next((found for place in places if (found := _interpreter_in(place)) is not None), None)


def _interpreter_in(folder: Path) -> Path | None:
    return next((folder / each for each in _INTERPRETERS if (folder / each).is_file()), None)
