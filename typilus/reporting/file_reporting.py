"""A file's report, of its prediction and of what annotating would write of it."""

from __future__ import annotations

from collections.abc import Mapping

from graph_extraction import SourceDocument, SymbolKey
from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.reporting.counted_symbols import SymbolCounter, is_any
from typilus.reporting.report_values import (
    ReportedCandidate,
    ReportedFile,
    ReportedNeighbor,
    ReportedSymbol,
    SymbolStatus,
)
from typilus.semantics import semantics_of
from typilus.typespace import Neighbor

__all__ = ["report_of_file"]

_SHOWN = 3
"""So many candidates of a symbol are kept."""
_DIGITS = 3
_DISTANCE_DIGITS = 2
_Position = tuple[SymbolKey, int, int]


def report_of_file(
    path: str, prediction: FilePrediction, document: SourceDocument | None, annotated: AnnotatedFile | None = None
) -> ReportedFile:
    """The report of one file.

    Args:
        path: As the report names it.
        prediction: Every symbol with its candidates.
        document: The file; None if it could not be read.
        annotated: What annotating would write; None if only what is written is counted.
    """
    if prediction.error is not None or document is None:
        return ReportedFile(path, prediction.error or "cannot be read")
    counter = SymbolCounter(semantics_of(document))
    results = {} if annotated is None else {_position(symbol.prediction): symbol for symbol in annotated.symbols}
    checker = None if annotated is None or annotated.check is None else annotated.check.name
    symbols = tuple(
        _symbol(symbol, counter, results, checker) for symbol in prediction if not symbol.symbol.is_receiver
    )
    note = None if annotated is None else annotated.error
    return ReportedFile(path, None, note, checker, document.text, symbols, *counter.functions)


def _position(prediction: TypePrediction) -> _Position:
    return prediction.symbol.key, prediction.symbol.line, prediction.symbol.column


def _symbol(
    prediction: TypePrediction,
    counter: SymbolCounter,
    results: Mapping[_Position, AnnotatedSymbol],
    checker: str | None,
) -> ReportedSymbol:
    symbol, membership = prediction.symbol, counter.membership(prediction.symbol)
    status, annotation, probability, reason = _outcome(prediction, results.get(_position(prediction)), checker)
    return ReportedSymbol(
        symbol.kind,
        symbol.scope,
        symbol.name,
        symbol.line,
        symbol.column,
        status,
        membership.counted,
        membership.public,
        annotation,
        probability,
        reason,
        tuple(map(_candidate, prediction.candidates[:_SHOWN])),
    )


def _outcome(
    prediction: TypePrediction, result: AnnotatedSymbol | None, checker: str | None
) -> tuple[SymbolStatus, str | None, float | None, str | None]:
    """Return the status, the annotation, the probability and the reason of a symbol."""
    if prediction.existing is not None:
        status = SymbolStatus.ANY if is_any(prediction.existing) else SymbolStatus.WRITTEN
        return status, prediction.existing, None, None
    if result is None:
        return SymbolStatus.OPEN, None, None, prediction.skipped
    if result.written is not None and result.prediction.best is not None:
        best = result.prediction.best
        return SymbolStatus.SUGGESTED, result.written, round(best.probability, _DIGITS), None
    is_rejected = checker is not None and (result.reason or "").startswith(f"{checker} rejects ")
    return (SymbolStatus.REJECTED if is_rejected else SymbolStatus.OPEN), None, None, result.reason


def _candidate(candidate: TypeCandidate) -> ReportedCandidate:
    neighbors = tuple(map(_neighbor, candidate.evidence))
    return ReportedCandidate(candidate.text, round(candidate.probability, _DIGITS), candidate.source, neighbors)


def _neighbor(neighbor: Neighbor) -> ReportedNeighbor:
    marker = neighbor.marker
    path = f"{marker.project}/{marker.path}" if marker.project else marker.path
    return ReportedNeighbor(marker.name, f"{path}:{marker.line}", round(float(neighbor.distance), _DISTANCE_DIGITS))
