"""The second pass over a project: each file predicted with what the first pass told of the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from typilus.passes.drafts import DraftDocuments
from typilus.passes.file_facts import FileFacts
from typilus.passes.name_families import Families
from typilus.prediction import FilePrediction, Limits, Predictor, limited
from typilus.project import Documents, ProjectMarkers

__all__ = ["ProjectFacts", "file_predictor"]

_CANDIDATES = 5


@dataclass(frozen=True)
class ProjectFacts:
    """The outcome of the first pass over some files of a project.

    Attributes:
        files: Of each file.
    """

    files: Sequence[FileFacts]

    def over(self, documents: Documents) -> DraftDocuments:
        """A project's documents with the drafts of those files that are still as they were."""
        drafts = DraftDocuments(documents)
        for file in self.files:
            with suppress(OSError, ValueError):
                if file.draft is not None and documents.read(Path(file.path)).digest == file.digest:
                    drafts.put(file.path, file.draft)
        return drafts


def file_predictor(
    predictor: Predictor,
    project: str | os.PathLike[str] | ProjectMarkers | None,
    facts: ProjectFacts | None,
    *,
    top: int,
    min_confidence: float,
) -> Callable[[str], FilePrediction]:
    """As `Predictor.file_predictor`, knowing the facts of a first pass, if there are some.

    A file's draft is not read for itself, but its symbols do belong to families.

    Raises:
        TypilusError: The project is no folder.
    """
    if facts is None or project is None:
        return predictor.file_predictor(project, top=top, min_confidence=min_confidence)
    markers = project if isinstance(project, ProjectMarkers) else predictor.load_project(project)
    predict = predictor.file_predictor(markers.with_drafts(facts.over(markers.documents)), top=max(top, _CANDIDATES))
    families, limits = Families(facts.files), Limits(top, min_confidence)
    return lambda path: limited(families.agreed(predict(path)), limits)
