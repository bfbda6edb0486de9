"""The values of a report survive a journal."""

from __future__ import annotations

import json
from html import escape

from tests.typilus.reporting.samples import FILES
from typilus.reporting import ReportedFile, TypeReport, page_of
from typilus.runs.result_records import from_record, to_record


def test_a_file_comes_back_from_a_record() -> None:
    for file in FILES:
        assert from_record(ReportedFile, json.loads(json.dumps(to_record(file)))) == file


def test_in_a_notebook_it_is_its_page() -> None:
    report = TypeReport("shop", "2026-01-01", "1", 0.9, None, tuple(FILES))
    assert escape(page_of(report)) in report._repr_html_()
    assert repr(report) == f"<TypeReport shop: {len(FILES)} files>"
