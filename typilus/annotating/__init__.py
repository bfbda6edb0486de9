"""Predictions into files: what is predicted is filtered by a checker, written into a copy, proved, shown or saved.

`annotated_file` is what comes out of one file; `file_annotator` makes it; `paths` does so for many, in parallel; `runs`
finds, predicts and saves, in rounds, and goes on where it was interrupted (`journal`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.annotating.annotate_settings import AnnotateSettings
    from typilus.annotating.annotated_file import AnnotatedFile, AnnotatedSymbol
    from typilus.annotating.file_annotator import FileAnnotator
    from typilus.annotating.journal import Journal, default_journal_folder
    from typilus.annotating.paths import annotate_predictions
    from typilus.annotating.runs import AnnotateRun
    from typilus.annotating.writing import Destination

__all__ = [
    "AnnotateRun",
    "AnnotateSettings",
    "AnnotatedFile",
    "AnnotatedSymbol",
    "Destination",
    "FileAnnotator",
    "Journal",
    "annotate_predictions",
    "default_journal_folder",
]

__getattr__ = lazy_names(
    __name__,
    {
        "annotate_settings": ("AnnotateSettings",),
        "annotated_file": ("AnnotatedFile", "AnnotatedSymbol"),
        "file_annotator": ("FileAnnotator",),
        "journal": ("Journal", "default_journal_folder"),
        "paths": ("annotate_predictions",),
        "runs": ("AnnotateRun",),
        "writing": ("Destination",),
    },
)
