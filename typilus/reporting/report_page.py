"""A report as one HTML page that needs nothing but itself (see `typilus.pages`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typilus.pages import PageParts, build_page, compact_json, packed
from typilus.reporting.coverage import coverage_of
from typilus.reporting.report_values import (
    KINDS,
    ReportedCandidate,
    ReportedFile,
    ReportedSymbol,
    SymbolStatus,
    TypeReport,
)

__all__ = ["page_of"]

_PARTS = PageParts(
    Path(__file__).with_name("assets"),
    "report.html",
    "report.css",
    ("counts.js", "overview.js", "tree.js", "source.js", "start.js"),
)
_STATUSES = tuple(SymbolStatus)
_COUNTED, _PUBLIC = 1, 2
_MOST_PACKED = 18_000_000
"""Bytes of all files, compressed. The neighbors of their symbols are left out where there would be more."""


def page_of(report: TypeReport) -> str:
    """The page of a report, the same for the same report."""
    return build_page(_PARTS, report.title, _data(report))


def _data(report: TypeReport) -> Mapping[str, Any]:
    contents = [_content(file, has_neighbors=True) for file in report.files]
    has_neighbors = sum(map(len, contents)) <= _MOST_PACKED
    if not has_neighbors:
        contents = [_content(file, has_neighbors=False) for file in report.files]
    return {
        "title": report.title,
        "date": report.date,
        "version": report.version,
        "floor": report.floor,
        "checker": report.checker,
        "neighbors": has_neighbors,
        "history": [[past.date, past.annotated, past.total] for past in report.history],
        "functions": [
            sum(file.annotated_functions for file in report.files),
            sum(file.functions for file in report.files),
        ],
        "files": [
            [file.path, file.error, file.note, report.before.get(file.path), _tallies(file), content]
            for file, content in zip(report.files, contents, strict=True)
        ],
    }


def _tallies(file: ReportedFile) -> list[list[Any]]:
    """The counted symbols by kind, public ones apart, as numbers: see `counts.js`."""
    tallies: list[list[Any]] = []
    for number, kind in enumerate(KINDS):
        for is_public in (False, True):
            coverage = coverage_of(
                symbol for symbol in file.symbols if symbol.kind is kind and symbol.public is is_public
            )
            if coverage.total:
                written = coverage.annotated - coverage.any
                suggested = list(map(_thousandths, coverage.suggested))
                tallies.append(
                    [number, int(is_public), written, coverage.any, coverage.rejected, coverage.open, suggested]
                )
    return tallies


def _content(file: ReportedFile, has_neighbors: bool) -> str:
    """The text and the symbols, compressed: most are never looked at."""
    if file.error is not None:
        return ""
    content = {"text": file.text, "symbols": [_symbol(symbol, has_neighbors) for symbol in file.symbols]}
    return packed(compact_json(content).encode())


def _symbol(symbol: ReportedSymbol, has_neighbors: bool) -> list[Any]:
    return [
        KINDS.index(symbol.kind),
        symbol.line,
        symbol.column,
        symbol.name,
        symbol.scope,
        _STATUSES.index(symbol.status),
        _COUNTED * symbol.counted + _PUBLIC * symbol.public,
        symbol.annotation,
        None if symbol.probability is None else _thousandths(symbol.probability),
        symbol.reason,
        [_candidate(candidate, has_neighbors) for candidate in symbol.candidates],
    ]


def _candidate(candidate: ReportedCandidate, has_neighbors: bool) -> list[Any]:
    shown = candidate.neighbors if has_neighbors else ()
    neighbors = [[neighbor.name, neighbor.location, neighbor.distance] for neighbor in shown]
    return [candidate.text, _thousandths(candidate.probability), candidate.source, neighbors]


def _thousandths(probability: float) -> int:
    return round(1000 * probability)
