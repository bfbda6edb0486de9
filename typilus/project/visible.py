"""The classes and aliases that a file can name: its own, those it imports, those of its project."""

from __future__ import annotations

import ast
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from typilus.annotation_types import FileNames, canonicalize, is_camel_case, is_written_as_class
from typilus.errors import TypeExpressionError
from typilus.project.naming import MIN_PREFIX_LENGTH, likeness, words_of
from typilus.project.reading import AnalyzedFile
from typilus.project.reexports import ModuleSummary

__all__ = [
    "OWN",
    "STANDARD",
    "UNKNOWN",
    "ProjectTypes",
    "VisibleType",
    "VisibleTypes",
    "VisibleTypesCache",
    "is_standard",
]

OWN, IMPORTED, PROJECT, ELSEWHERE, STANDARD, UNKNOWN = "own", "imported", "project", "elsewhere", "standard", "unknown"
_RANK = {OWN: 0, IMPORTED: 1, PROJECT: 2, ELSEWHERE: 3}
# Modules whose names say how types are put together and are mostly no classes of anything.
_FORMS = ("typing.", "typing_extensions.", "__future__.", "_typeshed.")
_LIKELY = 0.05


@dataclass(frozen=True, slots=True)
class VisibleType:
    """A type that an annotation could name.

    Attributes:
        name: Name in the file, or the last part of its public name.
        type: Canonical text: a class, or the type that an alias stands for.
        where: `own`, `imported` by this file, of the `project`, or imported `elsewhere` in it.
        files: Number of the project's files that import it.
    """

    name: str
    type: str
    where: str
    files: int = 0


class ProjectTypes:
    """The types that a project's files define and import, indexed by words.

    Args:
        summaries: Definitions and imports of each module, by real path.
        public: Function to a canonical type with the project's classes under their public names.
    """

    def __init__(self, summaries: Mapping[str, ModuleSummary], public: Callable[[str], str]) -> None:
        self.public = public
        self._found: dict[str, VisibleType] = {}
        self._modules = {summary.module: summary for summary in summaries.values()}
        self._imported: dict[str, frozenset[str]] = {}
        counts: Counter[str] = Counter()
        for path, summary in summaries.items():
            targets = frozenset(filter(_is_class, _targets(summary)))
            self._imported[path] = frozenset(map(public, targets))
            counts.update(targets)
        self.tops = frozenset(
            target.partition(".")[0] for summary in summaries.values() for target in _targets(summary)
        )
        for summary in summaries.values():
            for name in summary.classes:
                if not name.rpartition(".")[2].startswith("_"):
                    self._add(f"{summary.module}.{name}", PROJECT)
            for name, text in summary.aliases:
                if is_written_as_class(name) and not name.startswith("_") and "~" not in text:
                    alias = VisibleType(name, public(text), PROJECT)
                    self._found.setdefault(alias.type, alias)
        for target, count in counts.items():
            self._add(target, ELSEWHERE, count)
        self._index: dict[str, list[VisibleType]] = {}
        for visible in self._found.values():
            for word in set(words_of(visible.name)):
                self._index.setdefault(word, []).append(visible)

    def imported_by(self, path: str) -> frozenset[str]:
        """The classes that one file of the project imports, as it lies on disk."""
        return self._imported.get(os.path.realpath(path), frozenset())

    def get(self, type_text: str) -> VisibleType | None:
        """Return a class by its public name."""
        return self._found.get(type_text)

    def similar(self, words: tuple[str, ...]) -> Iterator[VisibleType]:
        """All that have a word in common with these."""
        seen: set[str] = set()
        for word in words:
            for visible in self._index.get(word, ()):
                if visible.type not in seen:
                    seen.add(visible.type)
                    yield visible

    def is_of_function(self, type_text: str) -> bool:
        """Return whether a class, by the name of its definition, is one of a function, which nothing outside names."""
        module, outer = type_text, list[str]()
        while module not in self._modules and "." in module:
            module, _, last = module.rpartition(".")
            outer.insert(0, last)
        summary = self._modules.get(module)
        if summary is None or len(outer) < 2 or summary.stars:
            return False
        named = {*summary.classes, *(local for local, _, _ in summary.imports), *(name for name, _ in summary.aliases)}
        return outer[0] not in named or (len(outer) > 2 and ".".join(outer[:-1]) not in named)

    def _add(self, target: str, where: str, count: int = 0) -> None:
        public = self.public(target)
        previous = self._found.get(public)
        if previous is None:
            self._found[public] = VisibleType(public.rpartition(".")[2], public, where, count)
        elif count:
            self._found[public] = VisibleType(previous.name, public, previous.where, previous.files + count)


class VisibleTypes:
    """The types that one file can name.

    Attributes:
        own: Types that the file defines or imports, by canonical type.
    """

    def __init__(self, file: AnalyzedFile, project: ProjectTypes | None = None) -> None:
        self._project = project
        self._modules = frozenset({*file.names.imports.values(), *file.names.modules})
        # What the file itself imports on disk says nothing of its project.
        self._by_itself = frozenset[str]() if project is None else project.imported_by(file.path)
        self.own: dict[str, VisibleType] = {}
        self._where: dict[str, str] = {}
        for name, type_text, where in _named_by(file):
            public = type_text if project is None else project.public(type_text)
            self.own.setdefault(public, VisibleType(name, public, where, self._files(public)))
        self._by_name: dict[str, str] = {}
        self._by_beginning: dict[str, list[VisibleType]] = {}
        for visible in self.own.values():
            self._by_name.setdefault(visible.name, visible.type)
            for beginning in {word[:MIN_PREFIX_LENGTH] for word in words_of(visible.name)}:
                self._by_beginning.setdefault(beginning, []).append(visible)

    def where(self, type_text: str) -> str:
        """Return where a class is, by its canonical name."""
        if type_text not in self._where:
            self._where[type_text] = self._found_at(type_text)
        return self._where[type_text]

    def _found_at(self, type_text: str) -> str:
        own = self.own.get(type_text)
        if own is not None:
            return own.where
        if is_standard(type_text):
            return STANDARD
        if self._project is not None and self._project.is_of_function(type_text):
            return UNKNOWN
        if type_text.rpartition(".")[0] in self._modules:
            return IMPORTED
        elsewhere = self._elsewhere(type_text)
        return UNKNOWN if elsewhere is None else elsewhere.where

    def files(self, type_text: str) -> int:
        """Return the number of other files of the project that import a class."""
        own = self.own.get(type_text)
        return self._files(type_text) if own is None else own.files

    def _files(self, type_text: str) -> int:
        visible = None if self._project is None else self._project.get(type_text)
        return 0 if visible is None else visible.files - (type_text in self._by_itself)

    def _elsewhere(self, type_text: str) -> VisibleType | None:
        """Return a class as other files of the project know it."""
        visible = None if self._project is None else self._project.get(type_text)
        if visible is None or (visible.where == ELSEWHERE and visible.files == 1 and type_text in self._by_itself):
            return None
        return visible

    def can_be_imported(self, type_text: str) -> bool:
        """Return whether some file of the project imports anything of the package that a class is in, and no function
        keeps it to itself.
        """
        if self._project is None:
            return True
        return type_text.partition(".")[0] in self._project.tops and not self._project.is_of_function(type_text)

    def named(self, name: str) -> str | None:
        """The canonical type that the file calls so."""
        return self._by_name.get(name)

    def nearest(
        self, words: tuple[str, ...], count: int, least: float = _LIKELY, project: bool = True
    ) -> list[tuple[VisibleType, float]]:
        """Return the visible types with the most similar names, with their likeness, the nearest to the file first.

        Args:
            words: Words of a name.
            count: Maximum number of types.
            least: Minimum likeness.
            project: Whether to search the whole project, or only the types that the file itself names.
        """
        candidates = {
            candidate.type: candidate
            for word in words
            for candidate in self._by_beginning.get(word[:MIN_PREFIX_LENGTH], ())
        }
        if self._project is not None and project:
            for candidate in self._project.similar(words):
                if candidate.type not in self.own and self._elsewhere(candidate.type) is not None:
                    candidates[candidate.type] = candidate
        scored = [(candidate, likeness(words, words_of(candidate.name))) for candidate in candidates.values()]
        scored = [pair for pair in scored if pair[1] >= least]
        scored.sort(key=lambda pair: (-pair[1], _RANK[pair[0].where], -pair[0].files, pair[0].type))
        return scored[:count]

    def called(self, words: tuple[str, ...]) -> list[str]:
        """Return the visible types whose name has exactly these words, or whose name after that of the class around.

        Those that the file itself names come first.
        """
        own = self._by_beginning.get(words[-1][:MIN_PREFIX_LENGTH], ()) if words else ()
        similar = () if self._project is None else self._project.similar(words[-1:])
        others = (one for one in similar if one.type not in self.own and self._elsewhere(one.type) is not None)
        return [one.type for one in (*own, *others) if words in (words_of(one.name), _words_in_class(one.type))]


def _words_in_class(type_text: str) -> tuple[str, ...]:
    """The words of the name of a class in a class, none of any other."""
    *_, outer, own = ("", *type_text.split("."))
    return (*words_of(outer), *words_of(own)) if is_camel_case(outer) else ()


class VisibleTypesCache:
    """The types visible from each file, with the project or without, cached for recent files."""

    def __init__(self, project: ProjectTypes | None = None) -> None:
        self._project = project
        self.for_file = lru_cache(maxsize=32)(self._for_file)

    def _for_file(self, file: AnalyzedFile) -> VisibleTypes:
        return VisibleTypes(file, self._project)


def is_standard(type_text: str) -> bool:
    """Return whether a class is built in or belongs to the standard library."""
    top, _, rest = type_text.partition(".")
    return not rest or top in sys.stdlib_module_names


def _named_by(file: AnalyzedFile) -> Iterator[tuple[str, str, str]]:
    """Name, canonical type and place of all classes and aliases that a file itself names."""
    names = file.names
    classes = {node.name for node in file.semantics.classes}
    for local, type_text in names.definitions.items():
        last = local.rpartition(".")[2]
        if last in classes or is_camel_case(last) or last in names.surely_types:
            yield last, type_text, OWN
    for local in names.aliases:
        meaning = _meaning(local, names) if is_written_as_class(local) else None
        if meaning is not None:
            yield local, meaning, OWN
    for local, target in names.imports.items():
        meaning = _meaning(local, names) if _is_class(target) else None
        if meaning is not None:
            yield local, meaning, IMPORTED


def _meaning(name: str, names: FileNames) -> str | None:
    try:
        meaning = canonicalize(ast.Name(name, ast.Load()), names)
    except TypeExpressionError:
        return None
    return None if "~" in str(meaning) else str(meaning)


def _is_class(target: str) -> bool:
    return is_written_as_class(target) and not target.startswith(_FORMS)


def _targets(summary: ModuleSummary) -> Iterable[str]:
    """Return the absolute names that a module imports."""
    return {f"{origin}.{target}" if target else origin for _, origin, target in summary.imports}
