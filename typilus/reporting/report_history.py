"""Former reports, read from the JSON document of the last of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_extraction.intake import read_bytes
from typilus.errors import SourceError, TypilusError
from typilus.reporting.report_values import PastReport

__all__ = ["ReportHistory", "read_history"]

_MAX_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class ReportHistory:
    """Former reports.

    Attributes:
        reports: The oldest first.
        files: Annotated and counted symbols of each file in the last of them, by path.
    """

    reports: tuple[PastReport, ...] = ()
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def read_history(path: Path) -> ReportHistory:
    """Read the history that a report's JSON document carries on.

    Raises:
        TypilusError: It cannot be read, or is no such document.
    """
    try:
        document = json.loads(read_bytes(path, _MAX_BYTES))
        last = _past({"date": document["date"], **document["coverage"]})
        reports = (*map(_past, document["history"]), last)
        files = {str(file["path"]): (int(file["annotated"]), int(file["total"])) for file in document["files"]}
    except (OSError, SourceError) as error:
        raise TypilusError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise TypilusError(
            f"{path}: is no report of typilus; make one with `typilus report PATH --format json > {path.name}`"
        ) from error
    return ReportHistory(reports, files)


def _past(values: Mapping[str, Any]) -> PastReport:
    return PastReport(str(values["date"]), int(values["annotated"]), int(values["total"]))
