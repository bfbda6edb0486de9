"""Coverage: numbers that add up, shares, and what suggestions would add."""

from __future__ import annotations

import pytest

from graph_extraction import SymbolKind
from tests.typilus.reporting.samples import SYMBOLS, sample_report
from typilus.reporting import coverage_by_kind, coverage_of, symbols_of


def test_every_counted_symbol_is_in_one_number() -> None:
    coverage = coverage_of(SYMBOLS)
    assert (coverage.annotated, coverage.any, coverage.suggested) == (2, 1, (0.93, 0.62))
    assert (coverage.rejected, coverage.open, coverage.total) == (1, 2, len(SYMBOLS))


def test_kinds_add_up_to_all() -> None:
    report = sample_report()
    everything = coverage_of(symbols_of(report.files))
    kinds = coverage_by_kind(report).values()
    assert sum(coverage.total for coverage in kinds) == everything.total == 8
    assert sum(coverage.annotated for coverage in kinds) == everything.annotated
    assert coverage_by_kind(report)[SymbolKind.VARIABLE].total == 2


def test_a_share_grows_with_what_is_suggested() -> None:
    coverage = coverage_of(SYMBOLS)
    shares = [coverage.share(), coverage.share(0.95), coverage.share(0.93), coverage.share(0.5)]
    assert shares == pytest.approx([2 / 7, 2 / 7, 3 / 7, 4 / 7])


def test_where_nothing_counts_all_is_done() -> None:
    assert coverage_of([]).share() == 1.0


def test_public_symbols_are_a_part() -> None:
    assert coverage_of(SYMBOLS, public=True).total == len(SYMBOLS) - 1
