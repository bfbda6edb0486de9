"""Select the predicted types that a type checker accepts: for each symbol the best candidate without a new error.

This room knows predictions and how to write them into a file, and decides which of them survive. It leaves running the
checker to `checking`, which knows only texts and errors, and no predictions. Predicting, annotating and auditing share
it: `open_annotator` reads a file to write into, a `CheckerFilter` (filtering.py) judges the candidates of one file, a
`ProjectJudge` those of many files of a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.judging.choosing import announce_checker, documents_of, is_project, project_root
    from typilus.judging.filtering import (
        RETURNING_NONE,
        CheckedPrediction,
        CheckerFilter,
        control_texts,
        edits_of,
        passed,
        writable,
    )
    from typilus.judging.project_judge import ProjectJudge, open_annotator

__all__ = [
    "RETURNING_NONE",
    "CheckedPrediction",
    "CheckerFilter",
    "ProjectJudge",
    "announce_checker",
    "control_texts",
    "documents_of",
    "edits_of",
    "is_project",
    "open_annotator",
    "passed",
    "project_root",
    "writable",
]

__getattr__ = lazy_names(
    __name__,
    {
        "choosing": ("announce_checker", "documents_of", "is_project", "project_root"),
        "filtering": (
            "CheckedPrediction",
            "RETURNING_NONE",
            "CheckerFilter",
            "control_texts",
            "edits_of",
            "passed",
            "writable",
        ),
        "project_judge": ("ProjectJudge", "open_annotator"),
    },
)
