"""Paths of findings as services that show them want them: from the project's root, with slashes."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["relative_path"]


def relative_path(path: str, root: Path) -> str:
    """The path from `root`, with slashes, or the path as it is of what lies elsewhere or is no file."""
    if path.startswith("<"):
        return path
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(root))
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else path
