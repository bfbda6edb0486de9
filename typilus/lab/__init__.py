"""Offline: corpora, model building and experiments. Nothing that serves at run time imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.lab.corpus import build_corpus, sample_manifest
    from typilus.lab.exhibits import (
        EXHIBIT_NAMES,
        Laboratory,
        LaboratorySettings,
        find_exhibit,
        read_results,
        report_page,
        result_table,
        write_result,
    )

__all__ = [
    "EXHIBIT_NAMES",
    "Laboratory",
    "LaboratorySettings",
    "build_corpus",
    "find_exhibit",
    "read_results",
    "report_page",
    "result_table",
    "sample_manifest",
    "write_result",
]

__getattr__ = lazy_names(
    __name__,
    {
        "corpus": ("build_corpus", "sample_manifest"),
        "exhibits": (
            "EXHIBIT_NAMES",
            "Laboratory",
            "LaboratorySettings",
            "find_exhibit",
            "read_results",
            "report_page",
            "result_table",
            "write_result",
        ),
    },
)
