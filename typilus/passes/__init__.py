"""Passes over a project that hardly anybody has annotated: what is sure of one file is known in the next pass.

The first pass predicts each file for itself. The second reads the other files as drafts, with the confident suggestions
of the first written in (`draft_writing`, `drafts`), and symbols of one name agree (`name_families`). No suggestion
becomes a marker of the type map, and no draft is written to disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.passes.coldness import is_cold
    from typilus.passes.draft_writing import facts_of
    from typilus.passes.drafts import DraftDocuments
    from typilus.passes.file_facts import FileFacts, Opinion
    from typilus.passes.name_families import Families
    from typilus.passes.project_facts import ProjectFacts, file_predictor

__all__ = [
    "DraftDocuments",
    "Families",
    "FileFacts",
    "Opinion",
    "ProjectFacts",
    "facts_of",
    "file_predictor",
    "is_cold",
]

__getattr__ = lazy_names(
    __name__,
    {
        "coldness": ("is_cold",),
        "draft_writing": ("facts_of",),
        "drafts": ("DraftDocuments",),
        "file_facts": ("FileFacts", "Opinion"),
        "name_families": ("Families",),
        "project_facts": ("ProjectFacts", "file_predictor"),
    },
)
