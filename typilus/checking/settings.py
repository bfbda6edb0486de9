"""A project's settings for a checker, read as the checker reads them and reduced to those that are known to be
harmless.

Some settings of checkers name plugins and commands to run, or files to write. Where a checker has such settings, it
never gets the project's own configuration, but a new one with the settings allowed here. Any other setting, and any
value of the wrong form, is left out.
"""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_extraction.intake import read_text

__all__ = ["HarmlessSettings", "SettingsTable", "ini_sections", "to_toml", "toml_table", "write_configuration"]

SettingsTable = Mapping[str, Any]

# A configuration is written by hand.
MAX_BYTES = 1 << 20
NAME = re.compile(r"[\w.*][\w.*-]*")
BETWEEN_NAMES = re.compile(r"[,\s]+")
BETWEEN_FOLDERS = re.compile(r"[,:]")


@dataclass(frozen=True)
class HarmlessSettings:
    """The settings of a checker that may be passed on, by the form of their values.

    Attributes:
        flags: Settings that are true or false.
        names: Settings that are a name or version or a list of them: modules, error codes, constants, platforms.
        folders: Settings that are folders to search for modules; those outside the project are left out.
    """

    flags: frozenset[str]
    names: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()

    def select(self, table: SettingsTable, copy: Path) -> dict[str, bool | list[str]]:
        """Return the harmless settings of a table. `copy` is the project's root as the checker sees it."""
        settings: dict[str, bool | list[str]] = {}
        for key, value in table.items():
            if key in self.flags:
                if (flag := _parse_flag(value)) is not None:
                    settings[key] = flag
            elif key in self.names:
                names = _split_texts(value, BETWEEN_NAMES)
                if names and all(NAME.fullmatch(name) for name in names):
                    settings[key] = names
            elif key in self.folders:
                settings[key] = [
                    inner for text in _split_texts(value, BETWEEN_FOLDERS) if (inner := _folder(text, copy))
                ]
        return settings


def toml_table(file: Path, *keys: str) -> SettingsTable | None:
    """Return the table under some keys of a TOML file, None if it is missing or cannot be read."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    if (text := _text(file)) is None:
        return None
    try:
        # Numbers keep their spelling: 3.10 is not 3.1.
        table: Any = tomllib.loads(text, parse_float=str)
    except (ValueError, RecursionError):
        return None
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else None


def ini_sections(file: Path) -> dict[str, dict[str, str]]:
    """Return the sections of an INI file, with the values of `[DEFAULT]`, or none if it cannot be read."""
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(_text(file) or "")
    except configparser.Error:
        return {}
    return {name: dict(parser[name]) for name in parser.sections()}


def to_toml(table: SettingsTable) -> str:
    """Return a table as TOML.

    >>> print(to_toml({"a": True, "b": {"c": ["d"]}}), end="")
    "a" = true
    "b" = {"c" = ["d"]}
    """
    return "".join(f"{json.dumps(key)} = {_toml_value(value)}\n" for key, value in table.items())


def _toml_value(value: Any) -> str:
    if isinstance(value, dict):
        inner = (f"{json.dumps(key)} = {_toml_value(item)}" for key, item in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def write_configuration(file: Path, text: str) -> None:
    """Write our configuration into the copy of a project, instead of any file, link or folder of that name."""
    if file.is_symlink():
        file.unlink()
    elif file.is_dir():
        shutil.rmtree(file)
    file.write_text(text, encoding="utf-8", errors="replace")


def _text(file: Path) -> str | None:
    try:
        return read_text(file, MAX_BYTES).removeprefix("\ufeff")
    except (OSError, ValueError):
        return None


def _parse_flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else configparser.RawConfigParser.BOOLEAN_STATES.get(str(value).lower())


def _split_texts(value: Any, separator: re.Pattern[str]) -> list[str]:
    texts = value if isinstance(value, list) else separator.split(value) if isinstance(value, str) else []
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]


def _folder(text: str, copy: Path) -> str:
    """Return a folder of the copy, relative to its root, or "" if it lies elsewhere or has an odd name."""
    for here in ("$MYPY_CONFIG_FILE_DIR", "${MYPY_CONFIG_FILE_DIR}"):
        text = text.replace(here, ".")
    folder = os.path.normpath(copy / text)
    is_plain = folder.isprintable() and not re.search(r"[,:$~%]", folder)
    return folder if is_plain and Path(folder).is_relative_to(copy) else ""
