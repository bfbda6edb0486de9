"""The first pass over the files around those that are measured: a whole project would take hours."""

from __future__ import annotations

import os

from typilus.lab.experiments.joined.usage_graph import UsageGraph
from typilus.passes import FileFacts, ProjectFacts, facts_of
from typilus.prediction import Predictor
from typilus.project import ProjectMarkers

__all__ = ["NeighborhoodPass"]

_STEPS = 2
_FILES = 40


class NeighborhoodPass:
    """Predicts each file of a project at most once, when it is near one that is measured.

    Args:
        predictor: The model.
        markers: Of the project.
    """

    def __init__(self, predictor: Predictor, markers: ProjectMarkers) -> None:
        self._predict = predictor.file_predictor(markers)
        self._root = markers.folder
        self._graph = UsageGraph(markers.summaries)
        self._done: dict[str, FileFacts] = {}

    def around(self, path: str) -> ProjectFacts:
        """Return the facts of a file and of the nearest that two imports lead to, in either direction."""
        near = self._graph.around(os.path.realpath(path), _STEPS)[:_FILES]
        return ProjectFacts(tuple(map(self._facts, near)))

    def _facts(self, path: str) -> FileFacts:
        if path not in self._done:
            self._done[path] = facts_of(self._predict(path), self._root)
        return self._done[path]
