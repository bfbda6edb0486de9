"""Annotating in rounds: what was written votes in the next round, until a round adds nothing to any file."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from graph_extraction.intake import read_bytes
from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.checking import Dependents
from typilus.prediction import CheckSummary
from typilus.runs.annotate_tasks import RoundFile, RoundResult

__all__ = ["SettledFiles", "joined"]

Types = tuple[tuple[str, ...], ...]


class SettledFiles:
    """Knows which files a round need not judge again, for nothing that their judgment rests on has changed.

    That is the file's own text, the texts of the files that it imports or that import it, and the types that are
    predicted for its symbols.

    Args:
        root: The project.
        paths: The files to annotate.
    """

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        self._paths = paths
        self._neighbors = _neighbors(Path(os.path.realpath(root)), paths)
        self._texts: dict[str, bytes] = {}
        self._outlooks: dict[str, tuple[object, Types]] = {}
        self._settled: dict[str, tuple[object, Types]] = {}

    def begin(self, paths: Sequence[str]) -> list[RoundFile]:
        """Begin a round over some of the files, with the texts of all at this moment."""
        self._texts = {path: _digest(path) for path in self._paths}
        files = []
        for path in paths:
            texts, types = self._settled.get(path, (None, None))
            files.append(RoundFile(path, types if texts == self._texts_around(path) else None))
        return files

    def note(self, result: RoundResult) -> None:
        """Take the types that a file was predicted in this round."""
        self._outlooks[result.path] = self._texts_around(result.path), result.types

    def _texts_around(self, path: str) -> tuple[bytes | None, ...]:
        return tuple(self._texts.get(other) for other in (path, *sorted(self._neighbors[path])))

    def around(self, paths: Iterable[str]) -> set[str]:
        """Some files, those that they import, and those that import them."""
        return {other for path in paths for other in (path, *self._neighbors[path])}

    def settle(self, path: str) -> None:
        """Note that nothing was added to a file in this round."""
        self._settled[path] = self._outlooks[path]


def joined(first: AnnotatedFile, later: AnnotatedFile) -> AnnotatedFile:
    """A file after two rounds, as if there had been one.

    Positions and what was there before are those of the first; an annotation is written if either round wrote it. Runs,
    seconds and hidden errors of the checker are added up. A failure in the later round leaves the first as it is.
    """
    if later.source is None or first.source is None or len(first.symbols) != len(later.symbols):
        return first
    symbols = tuple(
        before if before.written is not None else _at(before, after)
        for before, after in zip(first.symbols, later.symbols, strict=True)
    )
    source = replace(
        later.source,
        before=first.source.before,
        applied=(*first.source.applied, *later.source.applied),
        imports=tuple(dict.fromkeys([*first.source.imports, *later.source.imports])),
    )
    return replace(first, symbols=symbols, source=source, check=_sum(first.check, later.check))


def _at(before: AnnotatedSymbol, after: AnnotatedSymbol) -> AnnotatedSymbol:
    """A symbol as it is after a round, where it was before that."""
    old, new = before.prediction, after.prediction
    symbol = replace(new.symbol, line=old.symbol.line, column=old.symbol.column)
    return replace(after, prediction=replace(new, symbol=symbol, existing=old.existing), fix=())


def _sum(first: CheckSummary | None, later: CheckSummary | None) -> CheckSummary | None:
    if first is None or later is None:
        return first
    return replace(
        first,
        runs=first.runs + later.runs,
        seconds=first.seconds + later.seconds,
        hidden=first.hidden + later.hidden,
    )


def _neighbors(root: Path, paths: Sequence[str]) -> defaultdict[str, set[str]]:
    """Return for each path those that import it, or that it imports."""
    neighbors: defaultdict[str, set[str]] = defaultdict(set)
    real = {Path(os.path.realpath(path)): path for path in paths}
    dependents = Dependents(root)
    for file, path in real.items():
        if file.is_relative_to(root):
            for name in dependents.importers_of(file.relative_to(root).as_posix()):
                other = real.get(root / name)
                if other is not None:
                    neighbors[path].add(other)
                    neighbors[other].add(path)
    return neighbors


def _digest(path: str) -> bytes:
    try:
        return sha256(read_bytes(path)).digest()
    except OSError:
        return b""
