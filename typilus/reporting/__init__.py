"""Type coverage, and the report that shows it: a page, a JSON document, a badge and a few lines for a terminal.

`file_reporting` makes the values of one file (`report_values`), `counted_symbols` says which symbols count, `coverage`
counts them; `report_page`, `report_json`, `report_summary` and `badge` are pure functions of the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.reporting.badge import badge_of
    from typilus.reporting.coverage import Coverage, coverage_by_kind, coverage_of, symbols_of
    from typilus.reporting.coverage_changes import CoverageChange, coverage_change
    from typilus.reporting.file_reporting import report_of_file
    from typilus.reporting.report_history import ReportHistory, read_history
    from typilus.reporting.report_json import report_document
    from typilus.reporting.report_page import page_of
    from typilus.reporting.report_summary import summary_of
    from typilus.reporting.report_values import PastReport, ReportedFile, ReportedSymbol, SymbolStatus, TypeReport

__all__ = [
    "Coverage",
    "CoverageChange",
    "PastReport",
    "ReportHistory",
    "ReportedFile",
    "ReportedSymbol",
    "SymbolStatus",
    "TypeReport",
    "badge_of",
    "coverage_by_kind",
    "coverage_change",
    "coverage_of",
    "page_of",
    "read_history",
    "report_document",
    "report_of_file",
    "summary_of",
    "symbols_of",
]

__getattr__ = lazy_names(
    __name__,
    {
        "badge": ("badge_of",),
        "coverage": ("Coverage", "coverage_by_kind", "coverage_of", "symbols_of"),
        "coverage_changes": ("CoverageChange", "coverage_change"),
        "file_reporting": ("report_of_file",),
        "report_history": ("ReportHistory", "read_history"),
        "report_json": ("report_document",),
        "report_page": ("page_of",),
        "report_summary": ("summary_of",),
        "report_values": ("PastReport", "ReportedFile", "ReportedSymbol", "SymbolStatus", "TypeReport"),
    },
)
