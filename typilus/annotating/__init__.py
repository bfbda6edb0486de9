"""Predictions into files: what is predicted is filtered by a checker, written into a copy, proved, shown or saved.

`values` is what comes out of one file; `file_annotator` makes it; `paths` does so for whole folders, in parallel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.annotating.file_annotator import AnnotateSettings, FileAnnotator
    from typilus.annotating.paths import annotate_predictions
    from typilus.annotating.rounds import SettledFiles, joined
    from typilus.annotating.values import AnnotatedFile, AnnotatedSymbol

__all__ = [
    "AnnotateSettings",
    "AnnotatedFile",
    "AnnotatedSymbol",
    "FileAnnotator",
    "SettledFiles",
    "annotate_predictions",
    "joined",
]

__getattr__ = lazy_names(
    __name__,
    {
        "file_annotator": ("AnnotateSettings", "FileAnnotator"),
        "paths": ("annotate_predictions",),
        "rounds": ("SettledFiles", "joined"),
        "values": ("AnnotatedFile", "AnnotatedSymbol"),
    },
)
