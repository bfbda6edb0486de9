"""A project read for a run whose listener is told of it."""

from __future__ import annotations

import os

from typilus.listening import Listener
from typilus.prediction.predictor import Predictor
from typilus.project import DISK, Documents, ProjectMarkers

__all__ = ["load_project"]


def load_project(
    predictor: Predictor,
    project: str | os.PathLike[str] | ProjectMarkers,
    listener: Listener,
    documents: Documents = DISK,
) -> ProjectMarkers:
    """The markers of a project, read from `documents` unless they have been already.

    Raises:
        TypilusError: It is no folder.
    """
    if isinstance(project, ProjectMarkers):
        return project
    with listener.reading_project() as progress:
        markers = predictor.load_project(project, progress=progress, documents=documents)
    for path, reason in markers.unread:
        if "files are left out" in reason:
            listener.notice(f"{path!a}: {reason}")
    return markers
