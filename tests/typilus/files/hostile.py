"""Folders whose modules leave a mark when they are imported, called as those of the standard library are."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["ROOT", "hostile_module", "marks", "plant_modules"]

ROOT = Path(__file__).resolve().parents[3]


def plant_modules(folder: Path, marks: Path) -> None:
    """Every module of the standard library that is no part of the interpreter itself, and what we depend on."""
    marks.mkdir(exist_ok=True)
    others = {"annoy", "libcst", "numpy", "pip", "rich", "sitecustomize", "torch", "typilus_plugin", "usercustomize"}
    for name in {*sys.stdlib_module_names, *others} - {*sys.builtin_module_names, "__main__"}:
        (folder / f"{name}.py").write_text(hostile_module(marks, name))


def hostile_module(marks: Path, name: str) -> str:
    """Source that leaves `name` among the marks; it needs no import, so that it works where nothing else does."""
    return f"open({str(marks / name)!r}, 'w').close()\ndef plugin(version):\n    raise SystemExit(3)\n"


def marks(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
