"""Passes over a project that hardly anybody has annotated: what is sure of one file is known in the next pass.

The first pass predicts each file for itself. The second reads the other files as drafts, with the confident suggestions
of the first written in (`drafts`), and symbols of one name agree (`families`). No suggestion becomes a marker of the
type map, and none is written anywhere.
"""

from __future__ import annotations

from typilus.passes.coldness import is_cold
from typilus.passes.drafts import DraftDocuments
from typilus.passes.families import Families
from typilus.passes.file_facts import FileFacts, Opinion, facts_of
from typilus.passes.project_facts import ProjectFacts, file_predictor
from typilus.passes.usage_graph import UsageGraph

__all__ = [
    "DraftDocuments",
    "Families",
    "FileFacts",
    "Opinion",
    "ProjectFacts",
    "UsageGraph",
    "facts_of",
    "file_predictor",
    "is_cold",
]
