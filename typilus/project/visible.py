"""The classes and aliases that a file can name: its own, those it imports, those of its project."""

from __future__ import annotations

import ast
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from typilus.annotation_types import FileNames, canonicalise, is_written_as_class
from typilus.errors import TypeExpressionError
from typilus.project.naming import SHORTEST_BEGINNING, likeness, words_of
from typilus.project.reading import AnalysedFile
from typilus.project.reexports import ModuleSummary

__all__ = ["OWN", "STANDARD", "UNKNOWN", "ProjectTypes", "Vicinity", "VisibleType", "VisibleTypes", "is_standard"]

OWN, IMPORTED, PROJECT, ELSEWHERE, STANDARD, UNKNOWN = "own", "imported", "project", "elsewhere", "standard", "unknown"
_RANK = {OWN: 0, IMPORTED: 1, PROJECT: 2, ELSEWHERE: 3}
# Modules whose names say how types are put together and are mostly no classes of anything.
_FORMS = ("typing.", "typing_extensions.", "__future__.", "_typeshed.")
_LIKELY = 0.05


@dataclass(frozen=True, slots=True)
class VisibleType:
    """Something that an annotation could name.

    Attributes:
        name: as the file would call it, or the last part of its public name.
        type: canonical text: a class, or what an alias stands for.
        where: `own`, `imported` by this file, of the `project`, or imported `elsewhere` in it.
        files: how many files of the project import it.
    """

    name: str
    type: str
    where: str
    files: int = 0


class ProjectTypes:
    """What the files of a project define and import, looked through by words.

    Args:
        summaries: by real path, what each module defines and imports.
        public: a canonical type with the project's classes under their public names.
    """

    def __init__(self, summaries: Mapping[str, ModuleSummary], public: Callable[[str], str]) -> None:
        self.public = public
        self._found: dict[str, VisibleType] = {}
        self._imported: dict[str, frozenset[str]] = {}
        counts: Counter[str] = Counter()
        for path, summary in summaries.items():
            targets = frozenset(filter(_is_class, _targets(summary)))
            self._imported[path] = frozenset(map(public, targets))
            counts.update(targets)
        self.tops = frozenset(each.partition(".")[0] for summary in summaries.values() for each in _targets(summary))
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
        for found in self._found.values():
            for word in set(words_of(found.name)):
                self._index.setdefault(word, []).append(found)

    def imported_by(self, path: str) -> frozenset[str]:
        """The classes that one file of the project imports, as it lies on disk."""
        return self._imported.get(os.path.realpath(path), frozenset())

    def get(self, kind: str) -> VisibleType | None:
        """What is known of a class by its public name."""
        return self._found.get(kind)

    def similar(self, words: tuple[str, ...]) -> Iterator[VisibleType]:
        """All that have a word in common with these."""
        seen: set[str] = set()
        for word in words:
            for found in self._index.get(word, ()):
                if found.type not in seen:
                    seen.add(found.type)
                    yield found

    def _add(self, target: str, where: str, count: int = 0) -> None:
        public = self.public(target)
        known = self._found.get(public)
        if known is None:
            self._found[public] = VisibleType(public.rpartition(".")[2], public, where, count)
        elif count:
            self._found[public] = VisibleType(known.name, public, known.where, known.files + count)


class VisibleTypes:
    """What one file can name.

    Attributes:
        own: by canonical type, what the file defines or imports.
    """

    def __init__(self, file: AnalysedFile, project: ProjectTypes | None = None) -> None:
        self._project = project
        self._modules = frozenset({*file.names.imports.values(), *file.names.modules})
        # What the file itself imports on disk says nothing of its project.
        self._by_itself = frozenset[str]() if project is None else project.imported_by(file.path)
        self.own: dict[str, VisibleType] = {}
        for name, kind, where in _named_by(file):
            public = kind if project is None else project.public(kind)
            self.own.setdefault(public, VisibleType(name, public, where, self._files(public)))
        self._by_name: dict[str, str] = {}
        self._by_beginning: dict[str, list[VisibleType]] = {}
        for found in self.own.values():
            self._by_name.setdefault(found.name, found.type)
            for beginning in {word[:SHORTEST_BEGINNING] for word in words_of(found.name)}:
                self._by_beginning.setdefault(beginning, []).append(found)

    def where(self, kind: str) -> str:
        """Where a class is, by its canonical name."""
        found = self.own.get(kind)
        if found is not None:
            return found.where
        if is_standard(kind):
            return STANDARD
        if kind.rpartition(".")[0] in self._modules:
            return IMPORTED
        known = self._elsewhere(kind)
        return UNKNOWN if known is None else known.where

    def files(self, kind: str) -> int:
        """How many other files of the project import a class."""
        found = self.own.get(kind)
        return self._files(kind) if found is None else found.files

    def _files(self, kind: str) -> int:
        known = None if self._project is None else self._project.get(kind)
        return 0 if known is None else known.files - (kind in self._by_itself)

    def _elsewhere(self, kind: str) -> VisibleType | None:
        """What other files of the project tell of a class."""
        known = None if self._project is None else self._project.get(kind)
        if known is None or (known.where == ELSEWHERE and known.files == 1 and kind in self._by_itself):
            return None
        return known

    def can_be_imported(self, kind: str) -> bool:
        """Whether some file of the project imports anything of the package that a class is in."""
        return self._project is None or kind.partition(".")[0] in self._project.tops

    def named(self, name: str) -> str | None:
        """The canonical type that the file calls so."""
        return self._by_name.get(name)

    def nearest(
        self, words: tuple[str, ...], count: int, least: float = _LIKELY, project: bool = True
    ) -> list[tuple[VisibleType, float]]:
        """The visible types whose names are most like some words, with how like; what is nearer to the file first.

        Args:
            words: of a name.
            count: at most so many.
            least: so alike at least.
            project: of the whole project, or of what the file itself names.
        """
        found = {each.type: each for word in words for each in self._by_beginning.get(word[:SHORTEST_BEGINNING], ())}
        if self._project is not None and project:
            for each in self._project.similar(words):
                if each.type not in self.own and self._elsewhere(each.type) is not None:
                    found[each.type] = each
        scored = [(each, likeness(words, words_of(each.name))) for each in found.values()]
        scored = [pair for pair in scored if pair[1] >= least]
        scored.sort(key=lambda pair: (-pair[1], _RANK[pair[0].where], -pair[0].files, pair[0].type))
        return scored[:count]


class Vicinity:
    """What is visible from each file, with the project or without; remembers the files it was asked of last."""

    def __init__(self, project: ProjectTypes | None = None) -> None:
        self._project = project
        self.of = lru_cache(maxsize=32)(self._of)

    def _of(self, file: AnalysedFile) -> VisibleTypes:
        return VisibleTypes(file, self._project)


def is_standard(kind: str) -> bool:
    """Whether a class is built in or of the standard library."""
    top, _, rest = kind.partition(".")
    return not rest or top in sys.stdlib_module_names


def _named_by(file: AnalysedFile) -> Iterator[tuple[str, str, str]]:
    """Name, canonical type and place of all classes and aliases that a file itself names."""
    names = file.names
    classes = {node.name for node in file.semantics.classes}
    for local, kind in names.definitions.items():
        last = local.rpartition(".")[2]
        if last in classes or is_written_as_class(last):
            yield last, kind, OWN
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
        meaning = canonicalise(ast.Name(name, ast.Load()), names)
    except TypeExpressionError:
        return None
    return None if "~" in str(meaning) else str(meaning)


def _is_class(target: str) -> bool:
    return is_written_as_class(target) and not target.startswith(_FORMS)


def _targets(summary: ModuleSummary) -> Iterable[str]:
    """What a module imports, absolute."""
    return {f"{origin}.{target}" if target else origin for _, origin, target in summary.imports}
