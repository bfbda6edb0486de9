"""Which checkers a project is configured for, told from the files that configure them."""

from __future__ import annotations

import re
from pathlib import Path

from graph_extraction.intake import is_file, read_text

__all__ = ["configuration_of", "is_configured"]

# The files that are a checker's own, and the section that means it in files that many tools share.
OWN_FILES = {
    "mypy": ("mypy.ini", ".mypy.ini"),
    "pyright": ("pyrightconfig.json",),
    "pyrefly": ("pyrefly.toml",),
    "ty": ("ty.toml",),
    "pytype": ("pytype.cfg",),
}
SECTIONS = {
    "mypy": (("setup.cfg", "mypy"), ("pyproject.toml", "tool.mypy")),
    "pyright": (("pyproject.toml", "tool.pyright"), ("pyproject.toml", "tool.basedpyright")),
    "pyrefly": (("pyproject.toml", "tool.pyrefly"),),
    "ty": (("pyproject.toml", "tool.ty"),),
    "pytype": (("setup.cfg", "pytype"), ("pyproject.toml", "tool.pytype")),
}


def configuration_of(root: Path, checker: str) -> str:
    """The place that configures `checker` in the project, in words, or nothing."""
    for name in OWN_FILES[checker]:
        if is_file(root / name):
            return name
    for name, section in SECTIONS[checker]:
        if _has_section(root / name, section):
            return f"[{section}] in {name}"
    return ""


def is_configured(root: Path, checker: str) -> bool:
    return bool(configuration_of(root, checker))


def _has_section(file: Path, section: str) -> bool:
    """`[section]`, or in TOML a table within it; read as text, for Python 3.10 reads no TOML."""
    try:
        text = read_text(file, errors="replace")
    except OSError:
        return False
    return re.search(rf"^[ \t]*\[+[ \t]*{re.escape(section)}(\.[^\]\n]*)?[ \t]*\]", text, re.MULTILINE) is not None
