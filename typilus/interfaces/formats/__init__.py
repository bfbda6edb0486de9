"""The output formats: a contract, a registry, one file each, and findings, the form that most formats need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.interfaces.formats.contract import FileResult, OutputFormat, RunInfo
from typilus.interfaces.formats.items import ReportedItem, ReportingRule
from typilus.interfaces.formats.registry import FORMATS, FormatSpec
from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.interfaces.formats.annotations import annotation_run
    from typilus.interfaces.formats.findings import audit_run, reported_findings
    from typilus.interfaces.formats.predictions import prediction_run

__all__ = [
    "FORMATS",
    "FileResult",
    "FormatSpec",
    "OutputFormat",
    "ReportedItem",
    "ReportingRule",
    "RunInfo",
    "annotation_run",
    "audit_run",
    "prediction_run",
    "reported_findings",
]

__getattr__ = lazy_names(
    __name__,
    {
        "annotations": ("annotation_run",),
        "findings": ("audit_run", "reported_findings"),
        "predictions": ("prediction_run",),
    },
)
