"""Type coverage: the share of counted symbols that are annotated, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_extraction import SymbolKind
from typilus.reporting.report_values import KINDS, ReportedFile, ReportedSymbol, SymbolStatus, TypeReport

__all__ = ["Coverage", "coverage_by_kind", "coverage_of", "symbols_of"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of some symbols.

    Attributes:
        annotated: With an annotation, `Any` included.
        any: Those of them whose annotation is `Any`.
        suggested: Probabilities of the suggestions for the others, the highest first.
        rejected: Without an annotation, and a checker has rejected every type.
        open: Without an annotation or a suggestion for other reasons.
    """

    annotated: int
    any: int
    suggested: tuple[float, ...]
    rejected: int
    open: int

    @property
    def total(self) -> int:
        """All symbols."""
        return self.annotated + len(self.suggested) + self.rejected + self.open

    def added(self, confidence: float) -> int:
        """The number of suggestions that are at least so probable."""
        return sum(probability >= confidence for probability in self.suggested)

    def share(self, confidence: float | None = None) -> float:
        """The annotated share, 0 to 1. With a confidence, the suggestions that reach it count as annotations.

        Where there is nothing to annotate, it is 1.
        """
        annotated = self.annotated + (0 if confidence is None else self.added(confidence))
        return annotated / self.total if self.total else 1.0


def symbols_of(files: Iterable[ReportedFile]) -> Iterable[ReportedSymbol]:
    """All symbols of some files."""
    return (symbol for file in files for symbol in file.symbols)


def coverage_of(symbols: Iterable[ReportedSymbol], *, public: bool = False) -> Coverage:
    """The coverage of those symbols that are counted, or only of those that pyrefly counts, too."""
    counted = [symbol for symbol in symbols if (symbol.public if public else symbol.counted)]
    counts = Counter(symbol.status for symbol in counted)
    suggested = (symbol.probability or 0.0 for symbol in counted if symbol.status is SymbolStatus.SUGGESTED)
    return Coverage(
        counts[SymbolStatus.WRITTEN] + counts[SymbolStatus.ANY],
        counts[SymbolStatus.ANY],
        tuple(sorted(suggested, reverse=True)),
        counts[SymbolStatus.REJECTED],
        counts[SymbolStatus.OPEN],
    )


def coverage_by_kind(report: TypeReport) -> Mapping[SymbolKind, Coverage]:
    """The coverage of each kind of symbols."""
    symbols = list(symbols_of(report.files))
    return {kind: coverage_of(symbol for symbol in symbols if symbol.kind is kind) for kind in KINDS}
