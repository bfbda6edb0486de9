"""The names that the top level of a stub binds, or of a library's source, and where.

They are kept in the user's cache folder, so that of a large file only those definitions are parsed that are asked for.
An entry has positions and names in JSON, no syntax. It belongs to the text of one file, read for one version of Python
and of typilus.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from graph_extraction import is_package_file
from graph_extraction.intake import parse_json
from typilus.annotation_types import FileNames, TypeAlias
from typilus.files import EntryCache, cache_folder
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.version import VERSION

__all__ = ["StubCache", "stub_cache"]

_FORMAT: Final = 1
"""To be counted up with whatever changes the meaning of an entry."""
_ENCODING: Final = re.compile(rb"coding[:=]")
_BUDGET: Final = 64 * 2**20
_BETWEEN_TRIMS: Final = 256
_NAMES: Final = ("imports", "definitions")
_SETS: Final = ("surely_types", "type_variables", "bound")
_LISTS: Final = ("star_imports", "modules")


@dataclass(frozen=True, slots=True)
class _Index:
    """The content of an entry.

    Attributes:
        places: First and last line of each statement that binds a name, and its column in bytes.
        bound: The statements that bind each name, by their numbers.
        stars: As `ModuleText.stars`.
        names: Of the fields of `FileNames` those that are texts.
        aliases: Its aliases: where the value lies (first line and column, last line and column), the type parameters.
    """

    places: list[tuple[int, int, int]]
    bound: dict[str, list[int]]
    stars: list[str]
    names: dict[str, Any]
    aliases: dict[str, tuple[list[int], list[str]]]


class StubCache:
    """Stubs by their texts.

    Args:
        folder: Folder of the entries.
        budget: Maximum number of bytes.
    """

    def __init__(self, folder: Path, budget: int = _BUDGET) -> None:
        self._entries = EntryCache(folder, ".stub", budget)
        self._saved = 0

    def load(self, name: str, path: Path, data: bytes) -> ModuleText | None:
        """Return the stub of a module, None if no sound entry says what is in it.

        Args:
            name: Dotted name of the module.
            path: The stub.
            data: Its text.
        """
        key = _key(name, path, data)
        content = self._entries.load(key)
        if content is None:
            return None
        try:
            return _IndexedModule(name, path, data, _sound(parse_json(content), data.count(b"\n") + 1))
        except (ValueError, KeyError, TypeError) as error:
            self._entries.drop(key, error)
            return None

    def save(self, module: ModuleText, data: bytes) -> ModuleText:
        """Keep what a parsed file binds, if each statement can be parsed alone, and return it without the tree."""
        index = _index_of(module, data)
        if index is None:
            return module
        content = json.dumps(
            {
                "places": index.places,
                "bound": index.bound,
                "stars": index.stars,
                "names": index.names,
                "aliases": index.aliases,
            },
            separators=(",", ":"),
        )
        self._entries.save(_key(module.name, Path(module.path), data), content.encode())
        if self._saved % _BETWEEN_TRIMS == 0:
            self._entries.trim()
        self._saved += 1
        return _IndexedModule(module.name, Path(module.path), data, index)


def stub_cache() -> StubCache:
    """Return that of the user."""
    return _cache_in(cache_folder() / "stubs")


@lru_cache(maxsize=4)
def _cache_in(folder: Path) -> StubCache:
    return StubCache(folder)


def _key(name: str, path: Path, data: bytes) -> str:
    """Branches are chosen by version and platform, and names are absolute."""
    read_for = f"{_FORMAT} {VERSION} {sys.version_info[:2]} {sys.platform} {name} {path.name}\n"
    return hashlib.sha256(read_for.encode() + data).hexdigest()


class _IndexedModule(ModuleText):
    """A module of which an index is known. All that it gives is what the whole tree would give."""

    def __init__(self, name: str, path: Path, data: bytes, index: _Index) -> None:
        super().__init__(name, str(path), _Unread(data), is_package_file(path), path.suffix == ".pyi")
        self._lines = data.splitlines(keepends=True)
        self._index = index

    @cached_property
    def names(self) -> FileNames:
        """See `ModuleText.names`."""
        index = self._index
        package = self.name if self.is_package else self.name.rpartition(".")[0]
        fields = {name: index.names[name] for name in _NAMES}
        fields |= {name: frozenset(index.names[name]) for name in _SETS}
        fields |= {name: tuple(index.names[name]) for name in _LISTS}
        aliases = {name: TypeAlias(self._value(position), tuple(of)) for name, (position, of) in index.aliases.items()}
        return FileNames(self.name, package, aliases=aliases, **fields)

    @cached_property
    def body(self) -> Mapping[str, list[ast.stmt]]:
        """See `ModuleText.body`."""
        return _Statements(self._lines, self._index)

    @cached_property
    def stars(self) -> list[str]:
        """See `ModuleText.stars`."""
        return self._index.stars

    def _value(self, position: list[int]) -> ast.expr:
        first, start, last, end = position
        lines = self._lines[first - 1 : last]
        lines[-1] = lines[-1][:end]
        lines[0] = lines[0][start:]
        module = _parsed(b"(" + b"".join(lines) + b"\n)")
        (statement,) = module.body or [ast.Pass()]
        return statement.value if isinstance(statement, ast.Expr) else ast.Constant(None)


class _Unread(ast.Module):
    """A module that is parsed when somebody looks into it."""

    def __init__(self, data: bytes) -> None:
        # Without the constructor of the class above, which sets what is computed below.
        self.type_ignores = []
        self._data = data

    @cached_property
    def body(self) -> list[ast.stmt]:  # type: ignore[override]
        return _parsed(self._data).body


class _Statements(Mapping[str, list[ast.stmt]]):
    """The statements at the top level of a stub by the names that they bind, each parsed when it is asked for."""

    def __init__(self, lines: list[bytes], index: _Index) -> None:
        self._lines = lines
        self._places = index.places
        self._bound = index.bound
        self._statements: dict[str, list[ast.stmt]] = {}
        self._parsed: dict[int, ast.stmt] = {}

    def __getitem__(self, name: str) -> list[ast.stmt]:
        statements = self._statements.get(name)
        if statements is None:
            statements = self._statements[name] = [self._statement(number) for number in self._bound[name]]
        return statements

    def __contains__(self, name: object) -> bool:
        return name in self._bound

    def __iter__(self) -> Iterator[str]:
        return iter(self._bound)

    def __len__(self) -> int:
        return len(self._bound)

    def _statement(self, number: int) -> ast.stmt:
        statement = self._parsed.get(number)
        if statement is None:
            first, last, column = self._places[number]
            # Empty lines before it give it its number; one that is indented stands inside of another.
            before = b"\n" * (first - 2) + b"if 1:\n" if column else b"\n" * (first - 1)
            body = _parsed(before + b"".join(self._lines[first - 1 : last])).body
            if column and body and isinstance(body[0], ast.If):
                body = body[0].body
            statement = self._parsed[number] = body[0] if len(body) == 1 else ast.Pass()
        return statement


def _parsed(text: bytes) -> ast.Module:
    """A part of a file, nothing where an entry that somebody made up names no part of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _index_of(module: ModuleText, data: bytes) -> _Index | None:
    """Return what a stub binds, None if a statement shares a line with another, or lines are counted otherwise."""
    lines = data.splitlines()
    if b"\r" in data or b"\f" in data or any(_ENCODING.search(line) for line in lines[:2]):
        return None
    numbers: dict[ast.stmt, int] = {}
    places: list[tuple[int, int, int]] = []
    bound: dict[str, list[int]] = {}
    for name, statements in module.body.items():
        for statement in statements:
            if statement not in numbers:
                position = _place(statement, lines)
                if position is None:
                    return None
                numbers[statement] = len(places)
                places.append(position)
            bound.setdefault(name, []).append(numbers[statement])
    names = module.names
    texts: dict[str, Any] = {name: dict(getattr(names, name)) for name in _NAMES}
    texts |= {name: sorted(getattr(names, name)) for name in _SETS}
    texts |= {name: list(getattr(names, name)) for name in _LISTS}
    aliases = {
        name: (
            [alias.value.lineno, alias.value.col_offset, alias.value.end_lineno or 0, alias.value.end_col_offset or 0],
            list(alias.parameters),
        )
        for name, alias in names.aliases.items()
    }
    return _Index(places, bound, module.stars, texts, aliases)


def _place(statement: ast.stmt, lines: list[bytes]) -> tuple[int, int, int] | None:
    """Return where a statement lies that has its lines for itself."""
    column, last = statement.col_offset, statement.end_lineno or 0
    first = min((decorator.lineno for decorator in getattr(statement, "decorator_list", ())), default=statement.lineno)
    behind = lines[last - 1][statement.end_col_offset :].strip()
    if lines[first - 1][:column].strip() or (behind and not behind.startswith(b"#")) or (column and first == 1):
        return None
    return first, last, column


def _sound(fields: Any, lines: int) -> _Index:
    """An entry whose values are of their kinds: a hash tells of damage, not of another program's writing.

    Raises:
        ValueError, KeyError, TypeError: One is of another kind.
    """
    places = [(int(first), int(last), int(column)) for first, last, column in fields["places"]]
    if not all(1 <= first <= last <= lines and column >= 0 for first, last, column in places):
        raise ValueError("a place is outside of the stub")
    bound: dict[str, list[int]] = fields["bound"]
    if not all(type(number) is int and 0 <= number < len(places) for of in bound.values() for number in of):
        raise ValueError("a statement that is not there")
    if not all(bound.values()):
        raise ValueError("a name that nothing binds")
    names = fields["names"]
    texts = [text for name in _NAMES for pair in names[name].items() for text in pair]
    texts += [text for name in (*_SETS, *_LISTS) for text in names[name]]
    aliases: dict[str, tuple[list[int], list[str]]] = {}
    for name, (position, of) in fields["aliases"].items():
        first, start, last, end = position
        if not (1 <= first <= last <= lines and start >= 0 and end >= 0):
            raise ValueError("a place is outside of the stub")
        aliases[name] = [first, start, last, end], list(of)
        texts += of
    if not all(isinstance(text, str) for text in (*texts, *fields["stars"])):
        raise ValueError("what should be a text is none")
    return _Index(places, bound, list(fields["stars"]), names, aliases)
