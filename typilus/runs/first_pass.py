"""The first of two passes over a project that hardly anybody has annotated (see `passes`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from typilus import passes
from typilus.options import AnnotateOptions, PredictOptions
from typilus.passes import FileFacts, ProjectFacts, is_cold
from typilus.project import ProjectMarkers
from typilus.runs.file_run import FileRun, Makers
from typilus.runs.file_tasks import FileTask, model_of

__all__ = ["FirstPassTask", "first_pass"]

Options = PredictOptions | AnnotateOptions
LABEL = "first pass"
_CANDIDATES = 5


class FirstPassTask(FileTask):
    """Predicts files of one project, and keeps what that tells of each.

    Args:
        options: Which model predicts.
        project: The project's folder or its markers.
    """

    def __init__(self, options: Options, project: Path | ProjectMarkers) -> None:
        super().__init__()
        predictor = model_of(options.choice)
        self._root = project.folder if isinstance(project, ProjectMarkers) else str(project)
        self._predict = predictor.file_predictor(project, top=_CANDIDATES)

    def __call__(self, path: str) -> FileFacts:
        return passes.facts_of(self._predict(path), self._root)


def first_pass(
    options: tuple[Options, Options], markers: ProjectMarkers, files: Sequence[str], run: FileRun
) -> ProjectFacts | None:
    """Return the facts that a first pass finds in some files of a project, None where there is to be none.

    There is none for a file alone, nor where a language model is asked, which would cost twice as much.

    Args:
        options: With the model that this process has loaded, and as they can be sent to another.
        markers: Of the project.
        files: To predict.
        run: Does the work.
    """
    ready, sent = options
    if ready.passes < 2 or sent.infill is not None or len(files) < 2:
        return None
    if not is_cold(sorted(markers.summaries), markers.documents):
        return None
    makers: Makers[str, FileFacts] = Makers(
        partial(FirstPassTask, ready, markers), partial(FirstPassTask, sent, Path(markers.folder))
    )
    return ProjectFacts(tuple(run.results(LABEL, makers, files, files)))
