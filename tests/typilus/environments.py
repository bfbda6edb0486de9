"""Environments with packages, for tests that read some."""

from __future__ import annotations

from pathlib import Path


def environment_with(folder: Path, package: str, code: str) -> Path:
    """Make an environment in `folder` in which a package of one typed module is installed, and return its folder."""
    installed = folder / "environment" / "lib" / "python3.11" / "site-packages" / package
    installed.mkdir(parents=True)
    (installed / "__init__.py").write_text(code)
    (installed / "py.typed").touch()
    interpreter = folder / "environment" / "bin" / "python"
    interpreter.parent.mkdir()
    interpreter.touch()
    return folder / "environment"
