"""Results as CSV: always with the columns' names, and with what failed on standard error."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from typilus.interfaces.formats import OutputFormat, annotation_run, audit_run, prediction_run
from typilus.interfaces.formats.csv_results import CsvFormat
from typilus.prediction import FilePrediction
from typilus.result_rows import ANNOTATED_COLUMNS, AUDITED_COLUMNS, PREDICTED_COLUMNS

FORMAT: OutputFormat = CsvFormat()


def test_without_results_there_are_the_columns() -> None:
    runs = ((prediction_run, PREDICTED_COLUMNS), (annotation_run, ANNOTATED_COLUMNS), (audit_run, AUDITED_COLUMNS))
    for run, columns in runs:
        out = io.StringIO()
        FORMAT.write([], out, run(Path()))
        assert list(csv.reader(io.StringIO(out.getvalue()))) == [list(columns)]


def test_a_file_that_failed_is_named_where_it_harms_no_table(capfd: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    FORMAT.write([FilePrediction("bad.py", "bad.py: cannot be read", ())], out, prediction_run(Path()))
    assert out.getvalue().count("\n") == 1
    assert "bad.py: cannot be read" in capfd.readouterr().err
