"""An environment with typilus in it as if it were installed, for clients that keep `PYTHONPATH` out."""

from __future__ import annotations

import sys
import sysconfig
import venv
from pathlib import Path

__all__ = ["ROOT", "environment_with_typilus"]

ROOT = Path(__file__).parents[2]


def environment_with_typilus(folder: Path) -> Path:
    """Make an environment that has what this one has and this checkout, and return its interpreter."""
    venv.create(folder, symlinks=True, with_pip=False)
    python = folder / "bin" / "python"
    packages = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (packages / "checkout.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n")
    command = folder / "bin" / "typilus"
    command.write_text(f'#!/bin/sh\nexec "{python}" -m typilus "$@"\n')
    command.chmod(0o755)
    return python
