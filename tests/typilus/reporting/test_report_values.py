"""The values of a report survive a journal."""

from __future__ import annotations

import json

from tests.typilus.reporting.samples import FILES
from typilus.reporting import ReportedFile
from typilus.runs.result_records import from_record, to_record


def test_a_file_comes_back_from_a_record() -> None:
    for file in FILES:
        assert from_record(ReportedFile, json.loads(json.dumps(to_record(file)))) == file
