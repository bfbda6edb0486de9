"""The root of a project, and its settings in `pyproject.toml` or `setup.cfg`."""

from __future__ import annotations

import configparser
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_extraction.intake import MAX_SETTINGS_BYTES, exists, is_file, is_folder, read_bytes
from typilus.errors import TypilusError

__all__ = ["ProjectSettings", "find_root", "is_root", "read_settings"]

_ROOT_MARKERS = ("pyproject.toml", "setup.cfg", "setup.py", ".git")
_INI_SECTIONS = ("typilus", "tool:typilus")


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """The settings of one file as written, not yet checked.

    Attributes:
        file: Path of the file.
        section: Name of the section for all commands, without brackets.
        common: Values for all commands.
        commands: Values for single commands, by name, which override the common ones.
    """

    file: Path
    section: str
    common: Mapping[str, Any] = field(default_factory=dict)
    commands: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def find_root(path: str | os.PathLike[str]) -> Path:
    """The root of the project that a file or folder is in: absolute, without links.

    The nearest folder upward with pyproject.toml, setup.cfg, setup.py or .git; without one, the folder itself, or that
    of the file. The path need not exist.
    """
    index = Path(path)
    folder = Path(os.path.realpath(index if is_folder(index) else index.parent))
    for candidate in (folder, *folder.parents):
        if is_root(candidate):
            return candidate
    return folder


def is_root(folder: Path) -> bool:
    """Return whether a folder is marked as the root of a project."""
    return any(exists(folder / marker) for marker in _ROOT_MARKERS)


def read_settings(root: Path) -> ProjectSettings | None:
    """The settings of the project with this root: `[tool.typilus]` of pyproject.toml, else `[typilus]` of setup.cfg.

    None without either. A file that does not mention typilus is not parsed, so a broken one does no harm.

    Raises:
        TypilusError: The file cannot be read or parsed, or the section is no table.
    """
    for name, read in (("pyproject.toml", _from_toml), ("setup.cfg", _from_ini)):
        file = root / name
        try:
            data = read_bytes(file, MAX_SETTINGS_BYTES) if is_file(file) else b""
            settings = read(file, data.decode("utf-8-sig")) if b"typilus" in data else None
        except (OSError, ValueError, configparser.Error) as error:
            reason = " ".join(str(error).split())
            raise TypilusError(f"{file}: its settings for typilus cannot be read: {reason}") from error
        if settings is not None:
            return settings
    return None


def _from_toml(file: Path, text: str) -> ProjectSettings | None:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    # Numbers keep their spelling: `python = 3.10` is not 3.1.
    tool = tomllib.loads(text, parse_float=str).get("tool", {})
    table = tool.get("typilus") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ValueError("[tool.typilus] must be a table")
    commands = {name: value for name, value in table.items() if isinstance(value, dict)}
    common = {name: value for name, value in table.items() if name not in commands}
    return ProjectSettings(file, "tool.typilus", common, commands)


def _from_ini(file: Path, text: str) -> ProjectSettings | None:
    parser = configparser.ConfigParser(interpolation=None, default_section="")
    parser.read_string(text, os.fspath(file))
    for section in _INI_SECTIONS:
        inner = [name for name in parser.sections() if name.startswith(f"{section}.")]
        if inner or parser.has_section(section):
            common = dict(parser[section]) if parser.has_section(section) else {}
            commands = {name.removeprefix(f"{section}."): dict(parser[name]) for name in inner}
            return ProjectSettings(file, section, common, commands)
    return None
