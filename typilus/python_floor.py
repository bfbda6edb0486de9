"""The oldest Python that a project says it runs on: what is written into its files must work there.

Read are, in this order, the requirement of its package, the version that its type checker or linter is told to assume,
and as the last resort its classifiers. `setup.py` is parsed, never run. Files that cannot be read or parsed say
nothing; it is for the tools that they belong to to complain about them.
"""

from __future__ import annotations

import ast
import configparser
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_extraction.intake import read_text

__all__ = ["LOWEST", "PythonFloor", "python_floor"]

LOWEST = (3, 6)
"""Nothing is written for an older version: variables have annotations from here on."""
BEYOND = (3, 100)
"""No Python of this version or a later one is to be expected: who names it means something else, or nobody."""
_MAX_FILE_SIZE = 1_000_000
"""Bytes; a larger file is none that people wrote."""
_CLASSIFIER = "Programming Language :: Python :: "
_CLAUSE = re.compile(r"(~=|==|>=|>|\^|~|!=|<=|<|)\s*v?(\d+)(?:\.(\d+))?")
_BELOW = frozenset({"!=", "<=", "<"})
_TARGET = re.compile(r"py(\d)(\d+)")
_INI_VERSIONS = (("mypy.ini", "mypy"), (".mypy.ini", "mypy"), ("setup.cfg", "mypy"))
_TOML_VERSIONS = (
    ("pyproject.toml", ("tool", "mypy", "python_version")),
    ("pyproject.toml", ("tool", "pyright", "pythonVersion")),
    ("pyproject.toml", ("tool", "basedpyright", "pythonVersion")),
    ("pyrefly.toml", ("python-version",)),
    ("pyproject.toml", ("tool", "pyrefly", "python-version")),
    ("ty.toml", ("environment", "python-version")),
    ("pyproject.toml", ("tool", "ty", "environment", "python-version")),
    ("pyproject.toml", ("tool", "pytype", "python_version")),
    ("ruff.toml", ("target-version",)),
    (".ruff.toml", ("target-version",)),
    ("pyproject.toml", ("tool", "ruff", "target-version")),
    ("pyproject.toml", ("tool", "black", "target-version")),
)


@dataclass(frozen=True, slots=True)
class PythonFloor:
    """A version, and who says so.

    Attributes:
        version: The oldest that the project runs on; never below `LOWEST`.
        source: A setting and its file, for people.
    """

    version: tuple[int, int]
    source: str


def python_floor(root: Path) -> PythonFloor | None:
    """Return the oldest Python that the project with this root claims to support, None if it claims nothing."""
    for version, source in _Configuration(root).claims():
        if version is not None and version < BEYOND:
            return PythonFloor(max(version, LOWEST), source)
    return None


_Claim = tuple[tuple[int, int] | None, str]


class _Configuration:
    """The configuration files of one project."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, Mapping[str, Any]] = {}

    def claims(self) -> Iterator[_Claim]:
        """Everything that may tell a version, the most binding first."""
        project = self._toml("pyproject.toml", "project")
        poetry = self._toml("pyproject.toml", "tool", "poetry")
        setup = _arguments_of_setup(_text(self._root / "setup.py"))
        yield _required(_get(project, "requires-python")), "requires-python in pyproject.toml"
        yield _required(_get(poetry, "dependencies", "python")), "the dependency on python in pyproject.toml"
        flit = self._toml("pyproject.toml", "tool", "flit", "metadata", "requires-python")
        yield _required(flit), "requires-python in pyproject.toml"
        yield _required(self._ini("setup.cfg", "options", "python_requires")), "python_requires in setup.cfg"
        yield _required(setup.get("python_requires")), "python_requires in setup.py"
        yield from self._assumed()
        for classifiers, file in (
            (_get(project, "classifiers"), "pyproject.toml"),
            (_get(poetry, "classifiers"), "pyproject.toml"),
            (self._ini("setup.cfg", "metadata", "classifiers"), "setup.cfg"),
            (setup.get("classifiers"), "setup.py"),
        ):
            yield _classified(classifiers), f"the classifiers in {file}"

    def _assumed(self) -> Iterator[_Claim]:
        """Yield the versions that type checkers, then linters are told to assume."""
        for file, section in _INI_VERSIONS:
            yield _lowest_of(self._ini(file, section, "python_version")), f"python_version in {file}"
        yield _lowest_of(_get(self._json("pyrightconfig.json"), "pythonVersion")), "pythonVersion in pyrightconfig.json"
        for file, keys in _TOML_VERSIONS:
            source = f"{'.'.join(keys[1:] if keys[0] == 'tool' else keys)} in {file}"
            yield _lowest_of(self._toml(file, *keys)), source

    def _toml(self, name: str, *keys: str) -> Any:
        if name not in self._read:
            self._read[name] = _parsed_toml(_text(self._root / name))
        return _get(self._read[name], *keys)

    def _json(self, name: str) -> Any:
        try:
            return json.loads(_text(self._root / name) or "{}")
        except (ValueError, RecursionError):
            return {}

    def _ini(self, name: str, section: str, key: str) -> str | None:
        if name not in self._read:
            parser = configparser.ConfigParser(interpolation=None, default_section="", strict=False)
            try:
                parser.read_string(_text(self._root / name))
            except configparser.Error:
                parser.clear()
            self._read[name] = {section: dict(parser[section]) for section in parser.sections()}
        value = _get(self._read[name], section, key)
        return value if isinstance(value, str) else None


def _text(file: Path) -> str:
    try:
        return read_text(file, _MAX_FILE_SIZE).removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""


def _parsed_toml(text: str) -> Mapping[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        # Numbers keep their spelling: `python = 3.10` is not 3.1.
        return tomllib.loads(text, parse_float=str)
    except (ValueError, RecursionError):
        return {}


def _get(table: Any, *keys: str) -> Any:
    for key in keys:
        table = table.get(key) if isinstance(table, Mapping) else None
    return table


def _required(specifier: Any) -> tuple[int, int] | None:
    """The lowest version that a requirement (PEP 440, or Poetry's with `^`, `~` and `||`) lets in."""
    if isinstance(specifier, Mapping):
        specifier = specifier.get("version")
    if not isinstance(specifier, str):
        return None
    floors = [_floor_of(alternative) for alternative in specifier.split("||")]
    stated = [floor for floor in floors if floor is not None]
    return min(stated) if len(stated) == len(floors) else None


def _floor_of(clauses: str) -> tuple[int, int] | None:
    bounds = [
        (int(major), int(minor or 0)) for operator, major, minor in _CLAUSE.findall(clauses) if operator not in _BELOW
    ]
    return max(bounds, default=None)


def _lowest_of(written: Any) -> tuple[int, int] | None:
    """The lowest of one or several versions, written `3.8` or `py38`."""
    versions = []
    for text in written if isinstance(written, list) else [written]:
        match = isinstance(text, str) and (_TARGET.fullmatch(text) or re.fullmatch(r"(\d+)\.(\d+)(?:\.\d+)?", text))
        if match:
            versions.append((int(match[1]), int(match[2])))
    return min(versions, default=None)


def _classified(classifiers: Any) -> tuple[int, int] | None:
    lines = classifiers.splitlines() if isinstance(classifiers, str) else classifiers
    if not isinstance(lines, list | tuple):
        return None
    named = [line.strip().removeprefix(_CLASSIFIER) for line in lines if isinstance(line, str) and _CLASSIFIER in line]
    return _lowest_of([name for name in named if "." in name])


def _arguments_of_setup(text: str) -> Mapping[str, Any]:
    """The arguments of `setup()` that are literals, or names of literals."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    constants: dict[str, Any] = {}
    arguments: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            constants[node.targets[0].id] = _literal(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_setup(node.func):
            for keyword in node.keywords:
                value = keyword.value
                argument = constants.get(value.id) if isinstance(value, ast.Name) else _literal(value)
                arguments[keyword.arg or ""] = argument
    return arguments


def _is_setup(function: ast.expr) -> bool:
    return (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")) == "setup"


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
