"""Markers of single files on disk, by content hash: the network looks at a file of the project once."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_extraction.intake import parse_json
from typilus.class_matching import ClassEntry
from typilus.files import EntryCache, cache_folder
from typilus.project.reexports import ModuleSummary

__all__ = ["FileMarkers", "MarkerCache", "default_cache_folder"]

_SUFFIX = ".markers"
_BUDGET = 256 * 2**20


@dataclass(frozen=True, slots=True, eq=False)
class FileMarkers:
    """The annotated symbols of one file, and its classes.

    Attributes:
        digest: SHA-256 of the file's text.
        positions: Indices of the symbols in its graph.
        types: Canonical types, spelled according to the file's own imports.
        names: Names of the symbols.
        lines: Lines of the symbols, from 1.
        vectors: `[m, D]` float32.
        summary: Definitions and imports of the module.
        bases: Its classes and the bases of each, qualified.
        classes: Its c classes, by qualified name, if the network embeds classes, else none.
        class_vectors: `[c, D]` float32.
        imports: Qualified names that it imports, each with whether more than its annotations needs it.
    """

    digest: str
    positions: tuple[int, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[int, ...]
    vectors: npt.NDArray[np.float32]
    summary: ModuleSummary
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classes: tuple[ClassEntry, ...] = ()
    class_vectors: npt.NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), np.float32))
    imports: tuple[tuple[str, bool], ...] = ()


def default_cache_folder() -> Path:
    """`$TYPILUS_CACHE`, or `typilus` in the user's cache folder."""
    return cache_folder() / "markers"


class MarkerCache:
    """A folder of entries within a budget. An entry that cannot be read or written counts as missing.

    Args:
        folder: Folder of the entries, None for no cache.
        budget: Maximum number of bytes. The least recently used entries are dropped first.
    """

    def __init__(self, folder: Path | None, budget: int = _BUDGET) -> None:
        self._entries = EntryCache(folder, _SUFFIX, budget)

    def load(self, key: str) -> FileMarkers | None:
        """Return the entry of a key, None without a sound one, and drop a damaged one."""
        content = self._entries.load(key)
        if content is None:
            return None
        try:
            return _unpack(content)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._entries.drop(key, error)
            return None

    def save(self, key: str, entry: FileMarkers) -> None:
        """Write an entry, whole or not at all."""
        self._entries.save(key, _pack(entry))

    def trim(self) -> None:
        """Drop the least recently used entries until the rest fits the budget, to be called after a round of `save`."""
        self._entries.trim()


def _pack(entry: FileMarkers) -> bytes:
    """One line of JSON, then the vectors' bytes."""
    head = {
        "digest": entry.digest,
        "positions": entry.positions,
        "types": entry.types,
        "names": entry.names,
        "lines": entry.lines,
        "shape": entry.vectors.shape,
        "summary": asdict(entry.summary),
        "bases": dict(entry.bases),
        "classes": [
            [candidate.type, candidate.qualname, sorted(candidate.members), candidate.bases]
            for candidate in entry.classes
        ],
        "class_shape": entry.class_vectors.shape,
        "imports": entry.imports,
    }
    vectors = (entry.vectors.astype("<f4"), entry.class_vectors.astype("<f4"))
    return json.dumps(head).encode() + b"\n" + b"".join(vector.tobytes() for vector in vectors)


def _unpack(content: bytes) -> FileMarkers:
    head, _, body = content.partition(b"\n")
    fields = parse_json(head)
    numbers = np.frombuffer(body, "<f4").astype(np.float32)
    count = math.prod(fields["shape"])
    vectors = numbers[:count].reshape(fields["shape"])
    class_vectors = numbers[count:].reshape(fields["class_shape"])
    classes = tuple(
        ClassEntry(type_text, qualname, "", frozenset(members), tuple(bases))
        for type_text, qualname, members, bases in fields["classes"]
    )
    summary = ModuleSummary(**{name: _as_tuples(value) for name, value in fields["summary"].items()})
    entry = FileMarkers(
        fields["digest"],
        tuple(fields["positions"]),
        tuple(fields["types"]),
        tuple(fields["names"]),
        tuple(fields["lines"]),
        vectors,
        summary,
        {name: tuple(base_names) for name, base_names in dict(fields["bases"]).items()},
        classes,
        class_vectors,
        tuple((name, bool(used)) for name, used in fields["imports"]),
    )
    _check(entry)
    if len(classes) != len(class_vectors):
        raise ValueError("classes without vectors")
    if not len(vectors) == len(entry.positions) == len(entry.types) == len(entry.names) == len(entry.lines):
        raise ValueError("columns of different lengths")
    return entry


def _check(entry: FileMarkers) -> None:
    """Compare the kinds of values with what they should be: a hash tells of damage, not of another program's writing.

    Raises:
        ValueError: One is of another kind, or no finite number.
    """
    bases = [text for name, of_class in entry.bases.items() for text in (name, *of_class)]
    members = [
        text
        for candidate in entry.classes
        for text in (candidate.type, candidate.qualname, *candidate.members, *candidate.bases)
    ]
    texts = (entry.digest, *entry.types, *entry.names, *(name for name, _ in entry.imports), *bases, *members)
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("what should be a text is none")
    if not all(type(number) is int and number >= 0 for number in (*entry.positions, *entry.lines)):
        raise ValueError("what should be a number is none")
    for vectors in (entry.vectors, entry.class_vectors):
        if vectors.ndim != 2 or not np.isfinite(vectors).all():
            raise ValueError("a vector holds a value that is not a finite number")


def _as_tuples(value: Any) -> Any:
    """JSON has lists where the values had tuples."""
    return tuple(_as_tuples(item) for item in value) if isinstance(value, list) else value
