"""Every counted symbol of a corpus as columns of integers, so that experiments are array work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from graph_extraction import SYMBOL_KINDS, split_identifier
from typilus.lab.experiments.network.population import counted_symbols

if TYPE_CHECKING:
    from typilus.project import LabeledFile

__all__ = ["KINDS", "SymbolTable", "SymbolTableBuilder", "last_subtoken", "tabulate"]

KINDS: tuple[str, ...] = tuple(kind.value for kind in SYMBOL_KINDS)

IntColumn = npt.NDArray[np.int32]


def last_subtoken(name: str) -> str:
    """The last word of an identifier that is no number: `user_id` -> `id`, `HTTPServer2` -> `server`, `_` -> `_`."""
    words = split_identifier(name)
    return next((word for word in reversed(words) if not word.isdigit()), words[-1] if words else name)


@dataclass(frozen=True, slots=True, eq=False)
class SymbolTable:
    """The counted symbols of some files, in reading order.

    Attributes:
        types: Distinct canonical labels; names, subtokens and projects likewise are distinct texts.
        paths: One a file.
        file_project: `[F]` index into `projects`.
        type_id, name_id, subtoken_id, kind, file_id, line: `[S]` a symbol each; `kind` indexes `KINDS`.
        scopes: `[S]` the symbol's scope, for the listings.
        hierarchy: Class -> bases, merged over the files (the first file that defines a class is believed).
    """

    types: tuple[str, ...]
    names: tuple[str, ...]
    subtokens: tuple[str, ...]
    projects: tuple[str, ...]
    paths: tuple[str, ...]
    file_project: IntColumn
    type_id: IntColumn
    name_id: IntColumn
    subtoken_id: IntColumn
    kind: IntColumn
    file_id: IntColumn
    line: IntColumn
    scopes: tuple[str, ...]
    hierarchy: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.type_id)

    @property
    def project_id(self) -> IntColumn:
        """`[S]` index into `projects`."""
        return self.file_project[self.file_id]

    def type_counts(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """`[len(types)]`: how often each type labels one of these rows."""
        return np.bincount(self.type_id[rows], minlength=len(self.types)).astype(np.int64)

    def rows_of_files(self, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """Rows whose file is chosen (`[F]` booleans), ascending."""
        return np.flatnonzero(mask[self.file_id])


@dataclass(slots=True)
class SymbolTableBuilder:
    """Grows a `SymbolTable` file by file, with a few integers of memory per symbol."""

    _types: dict[str, int] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)
    _subtokens: dict[str, int] = field(default_factory=dict)
    _projects: dict[str, int] = field(default_factory=dict)
    _paths: list[str] = field(default_factory=list)
    _file_project: list[int] = field(default_factory=list)
    _rows: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    _scopes: list[str] = field(default_factory=list)
    _hierarchy: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _kinds: dict[str, int] = field(default_factory=lambda: {kind: index for index, kind in enumerate(KINDS)})

    def add(self, file: LabeledFile) -> list[int]:
        """Append a file's counted symbols and return their positions in `file.graph.symbols`."""
        counted = counted_symbols(file)
        file_id = len(self._paths)
        self._paths.append(file.path)
        self._file_project.append(self._projects.setdefault(file.project, len(self._projects)))
        for name, bases in file.hierarchy.items():
            self._hierarchy.setdefault(name, bases)
        for index in counted:
            symbol, label = file.graph.symbols[index], file.labels[index]
            assert label is not None
            subtoken = last_subtoken(symbol.name)
            self._rows.append(
                (
                    self._types.setdefault(label, len(self._types)),
                    self._names.setdefault(symbol.name, len(self._names)),
                    self._subtokens.setdefault(subtoken, len(self._subtokens)),
                    self._kinds[symbol.kind.value],
                    file_id,
                    symbol.line,
                )
            )
            self._scopes.append(symbol.scope)
        return counted

    def finish(self) -> SymbolTable:
        """The table of everything added so far."""
        columns = np.asarray(self._rows, np.int32).reshape(-1, 6).T.copy()
        return SymbolTable(
            types=tuple(self._types),
            names=tuple(self._names),
            subtokens=tuple(self._subtokens),
            projects=tuple(self._projects),
            paths=tuple(self._paths),
            file_project=np.asarray(self._file_project, np.int32),
            type_id=columns[0],
            name_id=columns[1],
            subtoken_id=columns[2],
            kind=columns[3],
            file_id=columns[4],
            line=columns[5],
            scopes=tuple(self._scopes),
            hierarchy=dict(self._hierarchy),
        )


def tabulate(files: Iterable[LabeledFile]) -> SymbolTable:
    """The counted symbols of a stream of files."""
    builder = SymbolTableBuilder()
    for file in files:
        builder.add(file)
    return builder.finish()
