"""Results for spreadsheets and databases: a row for each symbol, or each finding of an audit, with its best type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from typilus.interfaces.formats.contract import FileResult, RunInfo
from typilus.interfaces.terminal import warn
from typilus.result_rows import CsvRows, rows_of

__all__ = ["CsvFormat"]


class CsvFormat:
    """The rows of `typilus.to_rows`. A file that failed has none, so it is named on standard error."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        rows = CsvRows(out, run.columns)
        for result in results:
            if result.error is not None:
                warn(result.error)
            rows.write(rows_of(result.to_dict()))
            out.flush()
