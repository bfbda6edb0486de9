"""The environment that holds a project's dependencies: the one that is named, or the active one.

Checkers run its interpreter to find packages. An environment that merely lies in the project is therefore never used:
its interpreter would be code under analysis.
"""

from __future__ import annotations

import os
from pathlib import Path

from graph_extraction.intake import is_file
from typilus.errors import CheckerError

__all__ = ["find_environment", "has_packages"]

_INTERPRETERS = (Path("bin", "python"), Path("Scripts", "python.exe"))


def find_environment(named: str | os.PathLike[str] | None = None) -> Path | None:
    """Return the interpreter of the environment `named` (a folder or an interpreter), else of the active environment.

    Raises:
        CheckerError: `named` is no environment.
    """
    if named is not None:
        path = Path(named)
        interpreter = path if is_file(path) else _interpreter_in(path)
        if interpreter is None:
            raise CheckerError(f"{path}: no Python interpreter and no environment with one; name one or the other")
        return interpreter.absolute()
    active = os.environ.get("VIRTUAL_ENV")
    return _interpreter_in(Path(active)) if active else None


def has_packages(environment: Path) -> bool:
    """Return whether an environment has a folder for packages. Checkers reach no verdict without one."""
    patterns = ("lib/python*/site-packages", "lib64/python*/site-packages", "Lib/site-packages")
    try:
        return any(next(environment.glob(pattern), None) is not None for pattern in patterns)
    except OSError:
        return False


def _interpreter_in(folder: Path) -> Path | None:
    return next((folder / relative for relative in _INTERPRETERS if is_file(folder / relative)), None)
