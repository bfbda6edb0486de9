"""Many files predicted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from typilus import checking, judging, models, prediction
from typilus.files import find_python_files
from typilus.listening import SILENT, Listener
from typilus.options import PredictOptions
from typilus.prediction import FilePrediction
from typilus.runs.file_run import Command, Makers, run_files
from typilus.runs.file_tasks import FileTask, model_of
from typilus.runs.project_files import ProjectFiles, by_project

__all__ = ["predict_files"]


def predict_files(
    paths: Iterable[str | os.PathLike[str]], options: PredictOptions, listener: Listener, resume: bool | None = None
) -> Iterator[FilePrediction]:
    """Predict the files of some projects, lazily and in order.

    Without a checker, which judges a copy of the project, it does not matter which project they are of. A file that
    cannot be read has `error`.

    Args:
        paths: Files, and folders to search.
        options: Of predicting.
        listener: Is told how the run proceeds.
        resume: As for `run_files`.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: There is no sound model.
        TypilusError: The project is no folder.
    """
    checking.find_environment(options.environment)
    if options.checker is None:
        names = [os.fspath(path) for path in paths]
        groups = [ProjectFiles(Path(), tuple(names), tuple(find_python_files(names)))]
    else:
        groups = by_project(paths, options.project)
        for group in groups:
            judging.announce_checker(options.checker, group.root, listener)
    predictor = models.find_predictor(options.model, options.recommenders, options.index)
    markers = None if options.project is None else prediction.load_project(predictor, options.project, listener)
    ready = replace(options, model=predictor, recommenders=(), project=markers)

    def prepare(group: ProjectFiles) -> Makers[str, FilePrediction]:
        return Makers(partial(PredictTask, ready, group.root), partial(PredictTask, options, group.root))

    return run_files(Command("predicting", FilePrediction, options, prepare), groups, listener, resume)


class PredictTask(FileTask):
    """Predicts files of one project.

    Args:
        options: Of predicting.
        root: The project that the checker sees, if one is asked for.
    """

    def __init__(self, options: PredictOptions, root: Path) -> None:
        super().__init__()
        predictor = model_of(options.model, options.recommenders, options.index)
        self._predict = predictor.file_predictor(
            options.project, top=options.top, min_confidence=options.min_confidence
        )
        self._only = options.only
        self._judge = None
        if options.checker not in (None, "none"):
            choice = judging.announce_checker(options.checker, root, SILENT)
            if choice is not None:
                environment = checking.find_environment(options.environment)
                judge = judging.ProjectJudge(choice.checker, root, environment, judging.documents_of(options.project))
                self._judge = self._open.enter_context(judge)

    def __call__(self, path: str) -> FilePrediction:
        prediction = self._predict(path).only(self._only)
        return prediction if self._judge is None else self._judge.filtered(prediction)
