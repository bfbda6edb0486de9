"""Many files predicted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import checking, judging, models, prediction
from typilus.files import Changes
from typilus.listening import SILENT, Listener
from typilus.options import PredictOptions
from typilus.passes import ProjectFacts, file_predictor
from typilus.prediction import FilePrediction
from typilus.runs.file_run import Command, FileRun, Makers, run_files
from typilus.runs.file_tasks import FileTask, model_of, share_language_model
from typilus.runs.first_pass import first_pass
from typilus.runs.project_files import FileSelection, ProjectFiles, by_project

if TYPE_CHECKING:
    from typilus.judging import ProjectJudge

__all__ = ["open_judge", "predict_files"]

Judge = Callable[[FilePrediction], FilePrediction]


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
    selection = FileSelection.of(options)
    if options.checker is None:
        names = [os.fspath(path) for path in paths]
        groups = [ProjectFiles(Path(), tuple(names), tuple(selection.files(names)))]
    else:
        checking.find_environment(options.environment)
        groups = by_project(paths, options.project, selection)
        for group in groups:
            judging.announce_checker(options.checker, group.root, listener)
    options = share_language_model(options)
    predictor = models.find_predictor(options.choice)
    markers = None if options.project is None else prediction.load_project(predictor, options.project, listener)
    ready = replace(options, model=predictor, recommenders=(), infill=None, project=markers)
    sent = replace(options, workers=None)

    def prepare(group: ProjectFiles) -> Makers[str, FilePrediction]:
        return Makers(partial(PredictTask, ready, group.root), partial(PredictTask, sent, group.root))

    def inform(group: ProjectFiles, run: FileRun) -> Makers[str, FilePrediction] | None:
        facts = None if markers is None else first_pass((ready, sent), markers, group.files, run)
        if facts is None:
            return None
        return Makers(partial(PredictTask, ready, group.root, facts), partial(PredictTask, sent, group.root, facts))

    command = Command("predicting", FilePrediction, options, prepare, inform)
    return run_files(command, groups, listener, resume)


class PredictTask(FileTask):
    """Predicts files of one project.

    Args:
        options: Of predicting.
        root: The project that the checker sees, if one is asked for.
        facts: What a first pass told of the project of the options.
    """

    def __init__(self, options: PredictOptions, root: Path, facts: ProjectFacts | None = None) -> None:
        super().__init__()
        predictor = model_of(options.choice)
        self._predict = file_predictor(
            predictor, options.project, facts, top=options.top, min_confidence=options.min_confidence
        )
        self._judged = self._open.enter_context(_judge_in(root, options))

    def __call__(self, path: str) -> FilePrediction:
        return self._judged(self._predict(path))


def open_judge(options: PredictOptions, path: str | os.PathLike[str]) -> AbstractContextManager[Judge]:
    """Who leaves out symbols that were not asked for, and rejects candidates in the project that is named, else in the
    one that a path lies in.

    Raises:
        CheckerError: The checker is unknown or not installed, or there is no such environment.
    """
    # Without a checker nothing that judges is imported.
    return _judge_in(Path() if options.checker is None else judging.project_root(options.project, path), options)


def _judge_in(root: Path, options: PredictOptions) -> AbstractContextManager[Judge]:
    asked = partial(prediction.narrowed, kinds=options.only, changes=Changes.since(options.since))
    if options.checker is None:
        return nullcontext(asked)
    choice = judging.announce_checker(options.checker, root, SILENT)
    environment = checking.find_environment(options.environment)
    if choice is None:
        return nullcontext(asked)
    judge = judging.ProjectJudge(choice.checker, root, environment, judging.documents_of(options.project))
    return _entered(judge, asked)


@contextmanager
def _entered(judge: ProjectJudge, asked: Judge) -> Iterator[Judge]:
    with judge:
        yield lambda prediction: judge.filtered(asked(prediction))
