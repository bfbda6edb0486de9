"""The values of a report: symbols with what became of each, files with their text, and all that was named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module

from graph_extraction import SymbolKind
from typilus import html_views
from typilus.counting import counted

__all__ = [
    "KINDS",
    "PastReport",
    "ReportedCandidate",
    "ReportedFile",
    "ReportedNeighbor",
    "ReportedSymbol",
    "SymbolStatus",
    "TypeReport",
]

KINDS = (SymbolKind.PARAMETER, SymbolKind.RETURN, SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE)
"""In the order of tables and of the page's numbers."""


class SymbolStatus(str, Enum):
    """The outcome for a symbol: it is annotated, with a type or with `Any`, it would be, or it stays open."""

    WRITTEN = "written"
    ANY = "any"
    SUGGESTED = "suggested"
    REJECTED = "rejected"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ReportedNeighbor:
    """An annotated symbol near by in the TypeSpace.

    Attributes:
        name: Of the symbol.
        location: Project, file and line.
        distance: In the TypeSpace.
    """

    name: str
    location: str
    distance: float


@dataclass(frozen=True, slots=True)
class ReportedCandidate:
    """A type that a symbol may have.

    Attributes:
        text: As the file would write it.
        probability: 0 to 1.
        source: The surest recommender of it.
        neighbors: The nearest annotated symbols that have it, nearest first.
    """

    text: str
    probability: float
    source: str
    neighbors: tuple[ReportedNeighbor, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedSymbol:
    """One symbol.

    Attributes:
        kind, scope, name, line, column: As `graph_extraction.Symbol` has them.
        status: What became of it.
        counted: It is among the symbols of which coverage is a share.
        public: It is among those that pyrefly counts, too.
        annotation: As it is written, or would be; None where there is none.
        probability: Of the suggestion; None without one.
        reason: In words, why nothing is suggested; None where nothing is missing.
        candidates: The types that it may have, the most probable first.
    """

    kind: SymbolKind
    scope: str
    name: str
    line: int
    column: int
    status: SymbolStatus
    counted: bool
    public: bool
    annotation: str | None
    probability: float | None
    reason: str | None
    candidates: tuple[ReportedCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """One file.

    Attributes:
        path: From the root of its project on, with `/`; as the caller named it if it lies elsewhere.
        error: Why it could not be read, None if it could.
        note: Why nothing can be written into it, None if something can.
        checker: Who has judged the suggestions, None for nobody.
        text: Its code; "" after an error.
        symbols: All but receivers, in the order of their first binding.
        annotated_functions: Functions with any annotation, as mypy's line count report counts them.
        functions: All of these.
    """

    path: str
    error: str | None
    note: str | None = None
    checker: str | None = None
    text: str = ""
    symbols: tuple[ReportedSymbol, ...] = ()
    annotated_functions: int = 0
    functions: int = 0


@dataclass(frozen=True, slots=True)
class PastReport:
    """A former report, as far as a later one shows it.

    Attributes:
        date: Of its making, `YYYY-MM-DD`.
        annotated: Symbols with an annotation.
        total: Counted symbols.
    """

    date: str
    annotated: int
    total: int


@dataclass(frozen=True, slots=True, repr=False)
class TypeReport:
    """The report of all files that were named. A notebook shows it as its page.

    Attributes:
        title: Name of the project.
        date: Of its making, `YYYY-MM-DD`.
        version: Of typilus.
        floor: Nothing less probable is suggested; None if only what is written is counted.
        checker: Who has judged the suggestions, None for nobody.
        files: In the order in which they were named.
        history: Former reports, the oldest first.
        before: Annotated and counted symbols of each file in the last of them, by path.
    """

    title: str
    date: str
    version: str
    floor: float | None
    checker: str | None
    files: tuple[ReportedFile, ...]
    history: tuple[PastReport, ...] = ()
    before: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<TypeReport {self.title}: {counted(len(self.files), 'file')}>"

    def _repr_html_(self) -> str:
        page: str = import_module("typilus.reporting.report_page").page_of(self)
        return html_views.framed(f"Type coverage of {self.title}", page)
