"""Many files audited."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from typilus import auditing, judging, models, prediction
from typilus.auditing import Auditor, FileAudit
from typilus.errors import TypilusError
from typilus.listening import SILENT, Listener
from typilus.options import AuditOptions
from typilus.project import ProjectMarkers
from typilus.runs.file_run import Command, Makers, run_files
from typilus.runs.file_tasks import FileTask, model_of, share_language_model
from typilus.runs.project_files import FileSelection, ProjectFiles, by_project

__all__ = ["audit_files", "expect_inside", "open_auditor"]


def audit_files(
    paths: Iterable[str | os.PathLike[str]], options: AuditOptions, listener: Listener, resume: bool | None = None
) -> Iterator[FileAudit]:
    """Audit the files of some projects, lazily and in order. A file that fails has `error`.

    Args:
        paths: Files, and folders to search.
        options: Of auditing.
        listener: Is told how the run proceeds.
        resume: As for `run_files`.

    Raises:
        CheckerError: The checker is unknown or not installed, or the environment is none; before any work.
        CheckpointError: There is no sound model.
        TypilusError: A project is no folder, or does not contain what was named.
    """
    groups = by_project(paths, options.project, FileSelection.of(options))
    for group in groups:
        expect_inside(group.root, group.named)
        auditing.AuditSettings.for_project(group.root, options, listener)
    options = share_language_model(options)
    predictor = models.find_predictor(options.choice)
    sent = replace(options, workers=None)

    def prepare(group: ProjectFiles) -> Makers[str, FileAudit]:
        root, ready = group.root, replace(options, model=predictor, recommenders=(), infill=None)
        if not judging.is_project(options.project, root, listener):
            return Makers(partial(AuditTask, ready, root, None), partial(AuditTask, sent, root, None))
        markers = prediction.load_project(predictor, options.project or root, listener)
        return Makers(partial(AuditTask, ready, root, markers), partial(AuditTask, sent, root, root))

    return run_files(Command("auditing", FileAudit, options, prepare), groups, listener, resume)


def open_auditor(options: AuditOptions, path: str | os.PathLike[str]) -> Auditor:
    """An auditor of the project that is named, else of the one that a file or the name of a text lies in.

    Raises:
        CheckerError: The checker is unknown or not installed, or there is no such environment.
        TypilusError: The project is no folder, or does not contain the path.
    """
    root = judging.project_root(options.project, path)
    expect_inside(root, [] if os.fspath(path).startswith("<") else [path])
    settings = auditing.AuditSettings.for_project(root, options, SILENT)
    predictor = models.find_predictor(options.choice)
    if not judging.is_project(options.project, root, SILENT):
        return auditing.Auditor(predictor, root, settings)
    return auditing.Auditor(predictor, prediction.load_project(predictor, options.project or root, SILENT), settings)


def expect_inside(root: Path, paths: Sequence[str | os.PathLike[str]]) -> None:
    """Refuse paths that do not lie in a project, and do not contain it either.

    Raises:
        TypilusError: One does not, or the project is no folder.
    """
    if not root.is_dir():
        raise TypilusError(f"{root}: no such folder; --project names the root of a project")
    for path in paths:
        real = Path(os.path.realpath(path))
        if not real.is_relative_to(root) and not root.is_relative_to(real):
            raise TypilusError(f"{path}: not inside the project {root}; name a root that contains it with --project")


class AuditTask(FileTask):
    """Audits files of one project.

    Args:
        options: Of auditing.
        root: The project.
        markers: The project or its markers; None if each file stands alone.
    """

    def __init__(self, options: AuditOptions, root: Path, markers: ProjectMarkers | Path | None) -> None:
        super().__init__()
        predictor = model_of(options.choice)
        if markers is not None and not isinstance(markers, ProjectMarkers):
            markers = predictor.load_project(markers)
        settings = auditing.AuditSettings.for_project(root, options, SILENT)
        auditor = auditing.Auditor(predictor, root if markers is None else markers, settings)
        self._auditor = self._open.enter_context(auditor)

    def __call__(self, path: str) -> FileAudit:
        return self._auditor.audit_safely(path)
