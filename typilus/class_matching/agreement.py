"""The agreement of a symbol with a class: words, attributes, and the visibility of the class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from graph_extraction import split_identifier
from typilus.class_matching.classes import ClassTable, Rows, Vectors

__all__ = ["FEATURES", "UNKNOWN", "FileVisibility", "MatchedSymbols", "agreement"]

FEATURES: Final = (
    "share of all words that both names have",
    "weight of shared words, as a share of the class's",
    "weight of shared words, as a share of the symbol's",
    "same last word",
    "any shared word",
    "same words",
    "weight of attributes used that the class has, as a share of those used",
    "weight of attributes used that the class has",
    "the class has all attributes used",
    "number of attributes used that the class has",
    "defined in the file",
    "imported and used",
    "imported for annotations only",
    "around the symbol",
    "in the same folder",
    "popularity",
    "private",
    "inside another class",
    "known by name only",
)
_WORDS, _USE, _SEEN, _STATIC = slice(0, 6), slice(6, 10), slice(10, 15), slice(15, 19)
_HEAVY = 5.0
_EPSILON = 1e-6
UNKNOWN: Final = FEATURES.index("known by name only")


@dataclass(frozen=True, slots=True)
class FileVisibility:
    """The classes that one file sees, as rows of a `ClassTable`.

    Attributes:
        own: Classes defined in the file.
        used: Classes imported and used outside of annotations.
        imported: Classes imported for annotations only.
        folder: Folder of the file.
    """

    own: tuple[int, ...]
    used: tuple[int, ...]
    imported: tuple[int, ...]
    folder: str


@dataclass(frozen=True, slots=True, eq=False)
class MatchedSymbols:
    """S symbols of one file, as far as matching them with classes needs to know them.

    Attributes:
        vectors: `[S, D]` float32, their places in the TypeSpace.
        names: Identifiers.
        kinds: `[S]` positions in `SYMBOL_KINDS`.
        used: The attributes that are taken of each.
        enclosing_classes: `[S]` rows of the classes around them, -1 outside of classes.
    """

    vectors: Vectors
    names: Sequence[str]
    kinds: Rows
    used: Sequence[frozenset[str]]
    enclosing_classes: Rows

    def select(self, rows: Rows) -> MatchedSymbols:
        """Some of the symbols, in the order of `rows`."""
        numbers = rows.tolist()
        return MatchedSymbols(
            self.vectors[rows],
            [self.names[row] for row in numbers],
            self.kinds[rows],
            [self.used[row] for row in numbers],
            self.enclosing_classes[rows],
        )


def agreement(symbols: MatchedSymbols, classes: ClassTable, visibility: FileVisibility) -> npt.NDArray[np.float32]:
    """`[S, C, F]` the `FEATURES` of each symbol with each class."""
    features = np.zeros((len(symbols.names), len(classes), len(FEATURES)), np.float32)
    features[:, :, _STATIC] = classes.static_features
    features[:, :, _SEEN] = _seen(classes, visibility)
    words: dict[str, Vectors] = {}
    for number, (name, used, enclosing_class) in enumerate(
        zip(symbols.names, symbols.used, symbols.enclosing_classes, strict=True)
    ):
        if name not in words:
            words[name] = _shared_words(name, classes)
        features[number, :, _WORDS] = words[name]
        if used:
            features[number, :, _USE] = _shared_attributes(used, classes)
        if enclosing_class >= 0:
            features[number, enclosing_class, _SEEN.start + 3] = 1
    return features


def _seen(classes: ClassTable, visibility: FileVisibility) -> Vectors:
    """Return `[C, 5]` visibility features, except the class around a symbol, which is set per symbol."""
    seen = np.zeros((len(classes), 5), np.float32)
    for index, rows in enumerate((visibility.own, visibility.used, visibility.imported)):
        seen[list(rows), index] = 1
    seen[:, 4] = classes.folders == visibility.folder
    return seen


def _shared_words(name: str, classes: ClassTable) -> Vectors:
    """`[C, 6]` agreement of names."""
    split = split_identifier(name)
    words = frozenset(split)
    count, weight = classes.words.shared(words)
    share = count / np.maximum(len(words) + classes.words.sizes - count, 1)
    shared = count > 0
    columns = (
        share,
        weight / (classes.words.weights + _EPSILON),
        weight / (classes.words.weight(words) + _EPSILON),
        shared & (classes.last_words == (split[-1] if split else None)),
        shared,
        share > 1 - _EPSILON,
    )
    return np.stack(columns, axis=1, dtype=np.float32)


def _shared_attributes(used: frozenset[str], classes: ClassTable) -> Vectors:
    """`[C, 4]` agreement of the attributes used with the members."""
    count, weight = classes.members.shared(used)
    columns = (
        weight / (classes.members.weight(used) + _EPSILON),
        weight / _HEAVY,
        count == len(used),
        np.log1p(count),
    )
    return np.stack(columns, axis=1, dtype=np.float32)
