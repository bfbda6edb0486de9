"""A report in a few lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from typilus.counting import counted
from typilus.reporting.coverage import Coverage, coverage_by_kind, coverage_of, symbols_of
from typilus.reporting.report_values import TypeReport

__all__ = ["summary_of"]

_SHOWN = 0.9
"""The confidence of the last column, or the report's floor where that is higher."""


def summary_of(report: TypeReport) -> str:
    """Lines with the coverage by kind, as others count it, and the change since the last report."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(report))


def _lines(report: TypeReport) -> Iterator[str]:
    confidence = None if report.floor is None else max(_SHOWN, report.floor)
    with_suggestions = "" if confidence is None else f"  with >= {confidence:.0%}"
    yield f"{'':<10} {'annotated':>9} {'of':>8} {'Any':>6} {'share':>7}{with_suggestions}"
    for kind, coverage in coverage_by_kind(report).items():
        yield _row(f"{kind.value}s", coverage, confidence)
    everything = coverage_of(symbols_of(report.files))
    yield _row("all", everything, confidence)
    public = coverage_of(symbols_of(report.files), public=True)
    yield f"public names only, as pyrefly counts: {public.share():.1%} of {counted(public.total, 'symbol')}"
    functions = sum(file.functions for file in report.files)
    annotated = sum(file.annotated_functions for file in report.files)
    yield f"with any annotation, as mypy counts: {annotated:,} of {counted(functions, 'function')}"
    if report.history:
        last = report.history[-1]
        before = last.annotated / last.total if last.total else 1.0
        yield f"since {last.date}: {100 * (everything.share() - before):+.1f} points, from {before:.1%}"


def _row(name: str, coverage: Coverage, confidence: float | None) -> str:
    counts = f"{coverage.annotated:>9,} {coverage.total:>8,} {coverage.any:>6,} {coverage.share():>7.1%}"
    return f"{name:<10} {counts}" + ("" if confidence is None else f"  {coverage.share(confidence):>11.1%}")
