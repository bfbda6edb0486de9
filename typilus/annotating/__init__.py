"""Write predicted types into the files of a project: filtered by a checker, proved harmless, then shown or saved.

This room decides what is written, file after file. `rewriting` makes the edits of one file and proves them.

`annotated_file` is the result for one file, and `file_annotator` makes it. Many files are done by `typilus.runs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.annotating.annotate_settings import AnnotateSettings
    from typilus.annotating.annotated_file import AnnotatedFile, AnnotatedSymbol
    from typilus.annotating.file_annotator import ACCEPTED, FileAnnotator, prediction_of_cells
    from typilus.annotating.writing import Destination

__all__ = [
    "ACCEPTED",
    "AnnotateSettings",
    "AnnotatedFile",
    "AnnotatedSymbol",
    "Destination",
    "FileAnnotator",
    "prediction_of_cells",
]

__getattr__ = lazy_names(
    __name__,
    {
        "annotate_settings": ("AnnotateSettings",),
        "annotated_file": ("AnnotatedFile", "AnnotatedSymbol"),
        "file_annotator": ("ACCEPTED", "FileAnnotator", "prediction_of_cells"),
        "writing": ("Destination",),
    },
)
