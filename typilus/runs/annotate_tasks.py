"""The work of annotating the files of a project: each once, or in rounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typilus.annotating import AnnotatedFile, AnnotateSettings, FileAnnotator
from typilus.options import AnnotateOptions
from typilus.passes import ProjectFacts, file_predictor
from typilus.project import ProjectMarkers
from typilus.runs.file_tasks import FileTask, model_of

__all__ = ["CANDIDATES", "AnnotateTask", "RoundFile", "RoundResult", "RoundTask"]

CANDIDATES = 5
"""For each symbol, of which the first that a checker accepts is written."""


class AnnotateTask(FileTask):
    """Annotates files of one project, without writing them.

    Args:
        options: Of annotating.
        settings: What they come to for the project.
        markers: The project's folder or its markers; None if each file stands alone.
        facts: What a first pass told of the project.
    """

    def __init__(
        self,
        options: AnnotateOptions,
        settings: AnnotateSettings,
        markers: Path | ProjectMarkers | None,
        facts: ProjectFacts | None = None,
    ) -> None:
        super().__init__()
        predictor = model_of(options.choice)
        self._predict = file_predictor(predictor, markers, facts, top=CANDIDATES, min_confidence=options.min_confidence)
        self._annotator = self._open.enter_context(FileAnnotator(settings))

    def __call__(self, path: str) -> AnnotatedFile:
        return self._annotator.annotate(self._predict(path))


@dataclass(frozen=True)
class RoundFile:
    """A file of a round.

    Attributes:
        path: Of the file.
        settled: The types with which it is settled; None to annotate it in any case.
    """

    path: str
    settled: tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True)
class RoundResult:
    """A file after a round.

    Attributes:
        path: Of the file.
        file: None if its types are those with which it is settled.
        types: Of its candidates, by symbol.
    """

    path: str
    file: AnnotatedFile | None
    types: tuple[tuple[str, ...], ...]


class RoundTask(AnnotateTask):
    """Annotates files of one project that are not settled. Arguments are those of `AnnotateTask`."""

    def __call__(self, file: RoundFile) -> RoundResult:  # type: ignore[override]
        prediction = self._predict(file.path)
        types = tuple(tuple(candidate.type for candidate in symbol.candidates) for symbol in prediction)
        is_settled = prediction.error is None and types == file.settled
        return RoundResult(file.path, None if is_settled else self._annotator.annotate(prediction), types)
