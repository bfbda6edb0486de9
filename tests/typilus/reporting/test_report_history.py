"""Former reports: handed on from one to the next, and refused where they are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.typilus.reporting.samples import sample_report
from typilus.errors import TypilusError
from typilus.reporting import PastReport, read_history, report_document


def test_a_report_hands_on_the_reports_before_it(tmp_path: Path) -> None:
    report = sample_report()
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report_document(report)))
    history = read_history(path)
    assert history.reports == (*report.history, PastReport("2026-11-29", 2, 8))
    assert history.files["pkg/shop.py"] == (2, 7)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"date": "x", "coverage": {"annotated": "a"}}', "null", "[" * 100_000]
)
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    with pytest.raises(TypilusError, match=r"report\.json: is no report of typilus; make one with"):
        read_history(path)


def test_a_missing_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(TypilusError, match=r"gone\.json: cannot be read: No such file"):
        read_history(tmp_path / "gone.json")
