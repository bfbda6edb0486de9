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
    from typilus.lab.infiller_training import InfillerConfig, InfillerProgress, train_infiller, write_gguf

__all__ = [
    "EXHIBIT_NAMES",
    "InfillerConfig",
    "InfillerProgress",
    "Laboratory",
    "LaboratorySettings",
    "build_corpus",
    "find_exhibit",
    "read_results",
    "report_page",
    "result_table",
    "sample_manifest",
    "train_infiller",
    "write_gguf",
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
        "infiller_training": ("InfillerConfig", "InfillerProgress", "train_infiller", "write_gguf"),
    },
)
