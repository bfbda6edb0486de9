"""The report of many files: each predicted, and annotated without being written, or only counted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import models, prediction
from typilus.annotating import AnnotateSettings, FileAnnotator
from typilus.errors import SourceError
from typilus.judging import documents_of, is_project, project_root
from typilus.listening import SILENT, Listener
from typilus.options import ReportOptions
from typilus.prediction import FilePrediction, TypePrediction, document_of
from typilus.project import ProjectMarkers, read_file
from typilus.reporting import ReportedFile, ReportHistory, TypeReport, read_history, report_of_file
from typilus.runs.file_run import Command, Makers, run_files
from typilus.runs.file_tasks import FileTask, model_of, share_language_model
from typilus.runs.project_files import FileSelection, ProjectFiles, by_project
from typilus.version import VERSION

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from typilus.options import ReportKeywords

__all__ = ["report", "report_files"]

_CANDIDATES = 5
_NEIGHBORS = 3


def report(
    paths: Iterable[str | os.PathLike[str]],
    options: ReportOptions | None = None,
    *,
    day: str | None = None,
    since: str | os.PathLike[str] | None = None,
    resume: bool | None = None,
    listener: Listener = SILENT,
    **keywords: Unpack[ReportKeywords],
) -> TypeReport:
    """Tell how much of some files is annotated, and what would be written at which confidence. Nothing is written.

    >>> report = typilus.report(["src"])
    >>> Path("report.html").write_text(typilus.reporting.page_of(report), encoding="utf-8")

    Args:
        paths: Files, and folders to walk.
        options: All options as one value.
        day: Of the report, `YYYY-MM-DD`; today by default.
        since: The JSON document of a former report, whose numbers are shown beside the new ones.
        resume: As for `run_files`.
        listener: Is told how the run proceeds.
        **keywords: The fields of `ReportOptions`, which say what each does.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: This installation has no sound model.
        TypilusError: The former report cannot be read, or the project is no folder.
        WorkerError: A worker has ended before its work was done.
    """
    request, named = replace(options or ReportOptions(), **keywords), list(paths)
    history = ReportHistory() if since is None else read_history(Path(since))
    files = tuple(report_files(named, request, listener, resume))
    root = project_root(request.project, named[0] if named else ".")
    return TypeReport(
        root.name or os.fspath(root),
        day or date.today().isoformat(),
        VERSION,
        None if request.count_only else request.min_confidence,
        next((file.checker for file in files if file.checker is not None), None),
        files,
        history.reports,
        history.files,
    )


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
    groups = by_project(paths, options.project, FileSelection(tuple(options.exclude)))
    if options.count_only:
        return run_files(Command("counting", ReportedFile, options, _counting), groups, listener, resume)
    for group in groups:
        AnnotateSettings.for_project(group.root, options.annotating, listener, documents_of(options.project))
    options = share_language_model(options)
    predictor = models.find_predictor(options.choice)
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
        predictor = model_of(options.choice)
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
    """The path of a file from the root of its project on, or as it was named if it does not lie there."""
    real = Path(os.path.realpath(path))
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else Path(path).as_posix()
