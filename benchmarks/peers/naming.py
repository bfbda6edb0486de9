"""Which class a bare name means that a tool printed: those of the file, of the project, of the standard library."""

from __future__ import annotations

import builtins
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import typeshed_client

from benchmarks.peers.printed_types import element_of_star
from graph_extraction import SourceDocument
from graph_extraction.graph import Symbol, SymbolKind
from typilus.annotation_types import FileNames, canonicalize, rename
from typilus.errors import TypeExpressionError
from typilus.project.reading import module_of, names_of

__all__ = ["Namer", "absolute"]

_CLASS = re.compile(r"^[ \t]*class[ \t]+(\w+)", re.MULTILINE)
# Where several modules of the standard library have a class of one name, the one that is meant nearly always.
_PREFERRED = (
    "typing",
    "collections.abc",
    "collections",
    "types",
    "pathlib",
    "datetime",
    "re",
    "io",
    "logging",
    "enum",
    "threading",
)
_PUBLIC = {"_thread": "threading", "_typeshed": "typing"}
_ABSOLUTE, _DOT = "absolute__", "__dot__"


def absolute(full_name: str) -> str:
    """A full name as one identifier that means nothing in the file: `datetime.date` where `datetime` is a class."""
    return f"{_ABSOLUTE}{full_name.replace('.', _DOT)}" if "." in full_name else full_name


class Namer:
    """Makes the printed types of one file canonical.

    Args:
        root: the project.
        file: below it.
        source: its text, read.
        own_module: whether the file's own classes are qualified by its module.
    """

    def __init__(self, root: Path, file: Path, source: SourceDocument, own_module: bool = True) -> None:
        module = module_of(str(file), root)
        self._names: FileNames = names_of(source, module if own_module else "")
        self._own = None if own_module else f"{module}."
        self._root = root
        self._lines = source.text.split("\n")

    def canonical(self, annotation: str) -> str | None:
        """Canonical text of an annotation in this file; None where it is none."""
        try:
            return str(rename(canonicalize(annotation, self._names), self._full_name))
        except (TypeExpressionError, SyntaxError, ValueError, RecursionError):
            return None

    def joined(self, annotations: Iterable[str | None], symbol: Symbol) -> str | None:
        """Canonical union of what is said of one symbol; None where nothing is that could be written."""
        said = [each for each in dict.fromkeys(annotations) if each]
        if symbol.kind is SymbolKind.PARAMETER and self._is_starred(symbol):
            said = [element for each in said if (element := element_of_star(each))]
        return self.canonical(" | ".join(said)) if said else None

    def _is_starred(self, symbol: Symbol) -> bool:
        return self._lines[symbol.line - 1][: symbol.column].rstrip().endswith("*")

    def _full_name(self, name: str) -> str:
        if name.startswith(_ABSOLUTE):
            name = name.removeprefix(_ABSOLUTE).replace(_DOT, ".")
        if self._own is not None and name.startswith(self._own):
            return name[len(self._own) :]
        if "." in name or hasattr(builtins, name) or name in self._names.bound:
            return name
        return _classes_of_project(self._root).get(name) or _classes_of_library().get(name) or name


@lru_cache(maxsize=4)
def _classes_of_project(root: Path) -> dict[str, str]:
    """Bare to full name, of classes whose name is the only one in the project."""
    texts = ((module_of(str(path), root), path.read_text("utf-8", errors="replace")) for path in root.rglob("*.py"))
    return {name: places[0] for name, places in _classes(texts).items() if len(places) == 1}


@lru_cache(maxsize=1)
def _classes_of_library() -> dict[str, str]:
    texts = (
        (_PUBLIC.get(module, module.removeprefix("_")), path.read_text("utf-8"))
        for module, path in typeshed_client.get_all_stub_files()
        if module.partition(".")[0] in sys.stdlib_module_names
    )
    return {name: min(places, key=_rank) for name, places in _classes(texts).items()}


def _classes(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for module, text in texts:
        for name in dict.fromkeys(_CLASS.findall(text)):
            found[name].append(f"{module}.{name}")
    return found


def _rank(full_name: str) -> tuple[int, int, str]:
    module = full_name.rpartition(".")[0]
    return _PREFERRED.index(module) if module in _PREFERRED else len(_PREFERRED), module.count("."), module
