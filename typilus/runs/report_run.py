"""The report of many files: each predicted, and annotated without being written, or only counted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from typilus import models, prediction
from typilus.annotating import AnnotateSettings, FileAnnotator
from typilus.errors import SourceError
from typilus.judging import documents_of, is_project
from typilus.listening import SILENT, Listener
from typilus.options import ReportOptions
from typilus.prediction import FilePrediction, TypePrediction, document_of
from typilus.project import ProjectMarkers, read_file
from typilus.reporting import ReportedFile, report_of_file
from typilus.runs.file_run import Command, Makers, run_files
from typilus.runs.file_tasks import FileTask, model_of
from typilus.runs.project_files import ProjectFiles, by_project

__all__ = ["report_files"]

_CANDIDATES = 5
_NEIGHBORS = 3


def report_files(
    paths: Iterable[str | os.PathLike[str]], options: ReportOptions, listener: Listener, resume: bool | None = None
) -> Iterator[ReportedFile]:
    """Report the files of some projects, lazily and in order. A file that cannot be read has `error`.

    Args:
        paths: Files, and folders to search.
        options: Of reporting.
        listener: Is told how the run proceeds.
        resume: As for `run_files`.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: There is no sound model.
        TypilusError: The project is no folder.
    """
    groups = by_project(paths, options.project)
    if options.count_only:
        return run_files(Command("counting", ReportedFile, options, _counting), groups, listener, resume)
    for group in groups:
        AnnotateSettings.for_project(group.root, options.annotating, listener, documents_of(options.project))
    predictor = models.find_predictor(options.model, options.added, options.index, options.device)
    sent = replace(options, workers=None)

    def prepare(group: ProjectFiles) -> Makers[str, ReportedFile]:
        root, ready = group.root, replace(options, model=predictor, recommenders=(), infill=None)
        if not is_project(options.project, root, listener):
            return Makers(partial(ReportTask, ready, root, None), partial(ReportTask, sent, root, None))
        markers = prediction.load_project(predictor, options.project or root, listener)
        return Makers(partial(ReportTask, ready, root, markers), partial(ReportTask, sent, root, root))

    return run_files(Command("reporting", ReportedFile, options, prepare), groups, listener, resume)


def _counting(group: ProjectFiles) -> Makers[str, ReportedFile]:
    return Makers(partial(CountTask, group.root), partial(CountTask, group.root))


class CountTask(FileTask):
    """Counts the annotations of the files of one project.

    Args:
        root: The project.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def __call__(self, path: str) -> ReportedFile:
        shown = _shown(path, self._root)
        try:
            file = read_file(path, self._root)
        except SourceError as error:
            return ReportedFile(shown, str(error))
        except Exception as error:
            return ReportedFile(shown, f"{path}: {type(error).__name__}: {error}")
        symbols = tuple(TypePrediction(symbol, symbol.annotation, None, ()) for symbol in file.graph.symbols)
        return report_of_file(shown, FilePrediction(path, None, symbols), file.document)


class ReportTask(FileTask):
    """Predicts and annotates the files of one project, without writing them.

    Args:
        options: Of reporting.
        root: The project.
        markers: The project or its markers; None if each file stands alone.
    """

    def __init__(self, options: ReportOptions, root: Path, markers: ProjectMarkers | Path | None) -> None:
        super().__init__()
        predictor = model_of(options.model, options.added, options.index, options.device)
        self._root = root
        self._predict = predictor.file_predictor(
            markers, top=_CANDIDATES, min_confidence=options.min_confidence, evidence=_NEIGHBORS
        )
        settings = AnnotateSettings.for_project(root, options.annotating, SILENT, documents_of(options.project))
        self._annotator = self._open.enter_context(FileAnnotator(settings))

    def __call__(self, path: str) -> ReportedFile:
        predicted, shown = self._predict(path), _shown(path, self._root)
        if predicted.error is not None:
            return ReportedFile(shown, predicted.error)
        return report_of_file(shown, predicted, document_of(predicted), self._annotator.annotate(predicted))


def _shown(path: str, root: Path) -> str:
    """A file from the root of its project on; as it was named if it does not lie there."""
    real = Path(os.path.realpath(path))
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else Path(path).as_posix()
