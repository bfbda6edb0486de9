"""The classes that could be the type of a symbol, and what is known of each without an annotated example."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph_extraction import ProgramGraph, SymbolKind, split_identifier

__all__ = ["ClassEntry", "ClassTable", "Rows", "Vectors", "members_of"]

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_INHERITANCE = 4
_MEMBERS = (SymbolKind.RETURN, SymbolKind.ATTRIBUTE, SymbolKind.VARIABLE)


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """One class.

    Attributes:
        type: Canonical name in annotations.
        qualname: Python's `__qualname__` in its module.
        path: File that defines it.
        members: Methods, attributes and class variables of its own.
        bases: Names of its bases, without their modules.
        popularity: Number of the project's files that import it and use it outside of annotations.
        known: Whether its definition could be read. Of other classes only the imported name is known.
    """

    type: str
    qualname: str
    path: str
    members: frozenset[str]
    bases: tuple[str, ...] = ()
    popularity: int = 0
    known: bool = True

    @property
    def name(self) -> str:
        """Without the classes around it."""
        return self.qualname.rpartition(".")[2]


class ClassTable:
    """Classes with their markers, and the indexes that find them by words and members.

    Args:
        entries: C classes of distinct types.
        vectors: `[C, D]` float32, each class's marker in the TypeSpace; 0 for classes that are not known.
    """

    def __init__(self, entries: Sequence[ClassEntry], vectors: Vectors) -> None:
        self.entries = tuple(entries)
        self.vectors = vectors
        self.words = _Index([frozenset(split_identifier(entry.name)) for entry in self.entries])
        self.members = _Index(_with_inherited(self.entries))
        self.last_words = np.array(
            [(split_identifier(entry.name) or ("",))[-1] for entry in self.entries], dtype=object
        )

    def __len__(self) -> int:
        return len(self.entries)

    def with_vectors(self, vectors: Vectors) -> ClassTable:
        """The same classes with other markers."""
        table = copy.copy(self)
        table.vectors = vectors
        return table

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each type."""
        return {entry.type: row for row, entry in enumerate(self.entries)}

    @cached_property
    def folders(self) -> npt.NDArray[np.object_]:
        """`[C]` folders of the files."""
        return np.array([entry.path.rpartition("/")[0] for entry in self.entries], dtype=object)

    @cached_property
    def static_features(self) -> Vectors:
        """`[C, 4]` what holds of a class from wherever it is seen: popularity, private, inside another, unknown."""
        facts = [
            (np.log1p(entry.popularity), entry.name.startswith("_"), "." in entry.qualname, not entry.known)
            for entry in self.entries
        ]
        return np.array(facts, np.float32).reshape(-1, 4)


class _Index:
    """Sets of texts as postings, with larger weights for rare texts.

    Args:
        sets: One set for each class.
    """

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        postings: dict[str, list[int]] = {}
        for row, texts in enumerate(sets):
            for text in texts:
                postings.setdefault(text, []).append(row)
        total = 1 + len(sets)
        self._rows = {text: np.array(rows, np.int64) for text, rows in postings.items()}
        self._weights = {text: float(np.log(total / (1 + len(rows)))) for text, rows in postings.items()}
        self._unknown = float(np.log(total))
        self.sizes = np.array([len(texts) for texts in sets], np.float32)
        self.weights = np.array([sum(self._weights[text] for text in texts) for texts in sets], np.float32)

    def weight(self, texts: frozenset[str]) -> float:
        """Return the sum of the weights (inverse frequencies) of texts, where a text that no class has weighs most."""
        return sum(self._weights.get(text, self._unknown) for text in texts)

    def shared(self, texts: frozenset[str]) -> tuple[Vectors, Vectors]:
        """`[C]` how many of these texts each class has, and `[C]` their weight."""
        count, weight = np.zeros((2, len(self.sizes)), np.float32)
        for text in texts:
            rows = self._rows.get(text)
            if rows is not None:
                count[rows] += 1
                weight[rows] += self._weights[text]
        return count, weight


def members_of(graph: ProgramGraph) -> list[frozenset[str]]:
    """The members of each of a graph's classes."""
    members: dict[str, set[str]] = {definition.name: set() for definition in graph.definitions}
    for symbol in graph.symbols:
        if symbol.kind in _MEMBERS and symbol.scope in members:
            members[symbol.scope].add(symbol.name)
    return [frozenset(members[definition.name]) for definition in graph.definitions]


def _with_inherited(entries: Sequence[ClassEntry]) -> list[frozenset[str]]:
    """Members together with those of bases, found by name: of two classes of one name the first is believed."""
    by_name: dict[str, int] = {}
    for row, entry in enumerate(entries):
        by_name.setdefault(entry.name, row)
    bases = [
        [by_name[base] for base in entry.bases if by_name.get(base, row) != row] for row, entry in enumerate(entries)
    ]
    members = [entry.members for entry in entries]
    for _ in range(_INHERITANCE):
        members = [
            own.union(*(members[base] for base in above)) if above else own
            for own, above in zip(members, bases, strict=True)
        ]
    return members
