"""A report as programs read it."""

from __future__ import annotations

from typing import Any

from typilus.reporting.coverage import Coverage, coverage_by_kind, coverage_of, symbols_of
from typilus.reporting.report_values import (
    PastReport,
    ReportedCandidate,
    ReportedFile,
    ReportedNeighbor,
    ReportedSymbol,
    TypeReport,
)

__all__ = ["CONFIDENCES", "report_document"]

CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
"""At which the document says how much would be written."""
_DIGITS = 4


def report_document(report: TypeReport) -> dict[str, Any]:
    """The report as JSON values. The texts of files are left out."""
    symbols = list(symbols_of(report.files))
    floor = report.floor
    return {
        "title": report.title,
        "date": report.date,
        "version": report.version,
        "min_confidence": floor,
        "checker": report.checker,
        "coverage": _coverage(coverage_of(symbols), floor),
        "public": _coverage(coverage_of(symbols, public=True), floor),
        "kinds": {kind.value: _coverage(coverage, floor) for kind, coverage in coverage_by_kind(report).items()},
        "functions": {
            "annotated": sum(file.annotated_functions for file in report.files),
            "total": sum(file.functions for file in report.files),
        },
        "history": [_past(past) for past in report.history],
        "files": [_file(file) for file in report.files],
    }


def _coverage(coverage: Coverage, floor: float | None) -> dict[str, Any]:
    return {
        "total": coverage.total,
        "annotated": coverage.annotated,
        "any": coverage.any,
        "suggested": len(coverage.suggested),
        "rejected": coverage.rejected,
        "open": coverage.open,
        "share": round(coverage.share(), _DIGITS),
        "share_with": {
            str(confidence): round(coverage.share(confidence), _DIGITS)
            for confidence in (() if floor is None else CONFIDENCES)
            if floor is not None and confidence >= floor
        },
    }


def _past(past: PastReport) -> dict[str, Any]:
    return {"date": past.date, "annotated": past.annotated, "total": past.total}


def _file(file: ReportedFile) -> dict[str, Any]:
    coverage = coverage_of(file.symbols)
    return {
        "path": file.path,
        "error": file.error,
        "note": file.note,
        "annotated": coverage.annotated,
        "total": coverage.total,
        "symbols": [_symbol(symbol) for symbol in file.symbols],
    }


def _symbol(symbol: ReportedSymbol) -> dict[str, Any]:
    return {
        "kind": symbol.kind.value,
        "scope": symbol.scope,
        "name": symbol.name,
        "line": symbol.line,
        "column": symbol.column,
        "status": symbol.status.value,
        "counted": symbol.counted,
        "public": symbol.public,
        "annotation": symbol.annotation,
        "probability": symbol.probability,
        "reason": symbol.reason,
        "candidates": [_candidate(candidate) for candidate in symbol.candidates],
    }


def _candidate(candidate: ReportedCandidate) -> dict[str, Any]:
    return {
        "text": candidate.text,
        "probability": candidate.probability,
        "source": candidate.source,
        "neighbors": [_neighbor(neighbor) for neighbor in candidate.neighbors],
    }


def _neighbor(neighbor: ReportedNeighbor) -> dict[str, Any]:
    return {"name": neighbor.name, "location": neighbor.location, "distance": neighbor.distance}
