"""Results for programs: one JSON object a file, on a line of its own, or all in one array."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from typilus.interfaces.formats.contract import FileResult, RunInfo
from typilus.printable import printable_json

__all__ = ["JsonArrayFormat", "JsonLinesFormat"]


class JsonArrayFormat:
    """One array of all results."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        separator = "[\n"
        for result in results:
            out.write(separator + _json(result))
            separator = ",\n"
        out.write("[]\n" if separator == "[\n" else "\n]\n")


class JsonLinesFormat:
    """One object a line and file."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """See `OutputFormat.write`."""
        for result in results:
            out.write(_json(result) + "\n")
            out.flush()


def _json(result: FileResult) -> str:
    text = result.to_json()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # A path or a literal with a lone surrogate: only JSON's own escapes can carry it.
        return json.dumps(result.to_dict())
    return printable_json(text)
