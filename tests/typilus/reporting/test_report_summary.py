"""The lines for a terminal."""

from __future__ import annotations

from tests.typilus.reporting.samples import sample_report
from typilus.reporting import summary_of


def test_numbers_by_kind_and_the_change() -> None:
    assert summary_of(sample_report()) == (
        "           annotated       of    Any   share  with >= 90%\n"
        "parameters         1        3      1   33.3%        66.7%\n"
        "returns            1        2      0   50.0%        50.0%\n"
        "variables          0        2      0    0.0%         0.0%\n"
        "attributes         0        1      0    0.0%         0.0%\n"
        "all                2        8      1   25.0%        37.5%\n"
        "public names only, as pyrefly counts: 28.6% of 7 symbols\n"
        "with any annotation, as mypy counts: 1 of 2 functions\n"
        "since 2026-11-01: +12.5 points, from 12.5%\n"
    )


def test_counting_alone_promises_nothing() -> None:
    text = summary_of(sample_report(floor=None, history=()))
    assert "with >=" not in text
    assert "since" not in text
