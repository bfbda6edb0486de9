"""The coverage of annotated files before and after they are annotated."""

from __future__ import annotations

from dataclasses import dataclass

from graph_extraction import SourceDocument
from typilus.annotating import AnnotatedFile
from typilus.prediction import FilePrediction
from typilus.reporting.coverage import coverage_of
from typilus.reporting.file_reporting import report_of_file

__all__ = ["CoverageChange", "coverage_change"]


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """Counted symbols, and how many of them are annotated before and after. Changes can be added."""

    total: int = 0
    before: int = 0
    after: int = 0

    def __add__(self, other: CoverageChange) -> CoverageChange:
        return CoverageChange(self.total + other.total, self.before + other.before, self.after + other.after)


def coverage_change(file: AnnotatedFile) -> CoverageChange:
    """Return the change of one file, by the count of `typilus report`. One that failed counts nothing."""
    if file.source is None:
        return CoverageChange()
    prediction = FilePrediction(file.path, None, tuple(symbol.prediction for symbol in file.symbols))
    reported = report_of_file(file.path, prediction, SourceDocument(file.path, file.source.before), file)
    coverage = coverage_of(reported.symbols)
    return CoverageChange(coverage.total, coverage.annotated, coverage.annotated + coverage.added(0))
