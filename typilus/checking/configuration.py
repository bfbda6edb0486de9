"""The checkers that a project is configured for, according to its configuration files."""

from __future__ import annotations

import re
from pathlib import Path

from graph_extraction.intake import is_file, read_text
from typilus.checking.specs import CheckerSpec

__all__ = ["configuration_of", "is_configured"]


def configuration_of(root: Path, spec: CheckerSpec) -> str:
    """Return the file or section that configures a checker in the project, in words, or "" if there is none."""
    for name in spec.own_files:
        if is_file(root / name):
            return name
    for name, section in spec.sections:
        if _has_section(root / name, section):
            return f"[{section}] in {name}"
    return ""


def is_configured(root: Path, spec: CheckerSpec) -> bool:
    """Return whether the project configures a checker."""
    return bool(configuration_of(root, spec))


def _has_section(file: Path, section: str) -> bool:
    """Return whether a file has a section or a TOML table within it. It is read as text, for Python 3.10."""
    try:
        text = read_text(file, errors="replace")
    except OSError:
        return False
    return re.search(rf"^[ \t]*\[+[ \t]*{re.escape(section)}(\.[^\]\n]*)?[ \t]*\]", text, re.MULTILINE) is not None
