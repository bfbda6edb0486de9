"""Audits: from paths to findings, one file after the other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from graph_extraction.intake import is_folder
from typilus.auditing.checked import FindingsFilter
from typilus.auditing.judgement import DEFAULT_CONFIDENCE, MOST_AGREEING, Judgement
from typilus.auditing.values import FileAudit
from typilus.checking import CheckedProject, TypeChecker
from typilus.errors import TypilusError
from typilus.prediction import FilePrediction, Predictor, document_of
from typilus.project import ProjectMarkers, module_of, names_of

__all__ = ["AuditOptions", "audit_file", "audit_paths"]

_VOTERS = 1_000
"""Markers that are counted for each type: all that vote, whatever the rule of a model."""


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What is shown, and who judges it.

    Attributes:
        min_confidence: the least probability of a suggestion.
        all_kinds: also what is only more precise, wider, overlapping, related, or differs in its arguments.
        checker: drops findings whose suggestion raises a new error; None for no check.
        environment: interpreter of the environment that has the project's dependencies, for the checker.
        most_agreeing: so many voices may agree with an annotation that votes speak against.
    """

    min_confidence: float = DEFAULT_CONFIDENCE
    all_kinds: bool = False
    checker: TypeChecker | None = None
    environment: Path | None = None
    most_agreeing: int = MOST_AGREEING


def audit_paths(
    predictor: Predictor,
    paths: Iterable[str | os.PathLike[str]],
    project: ProjectMarkers | str | os.PathLike[str],
    options: AuditOptions | None = None,
) -> Iterator[FileAudit]:
    """Compare the annotations of files with what would be predicted for them; lazily and in order.

    A symbol's own annotation has no vote. A file that cannot be read has `error`; the others go on.

    Args:
        predictor: the model.
        paths: files, and folders to walk.
        project: the project's root, or its markers: its own annotations are evidence, too.
        options: what is shown, and who judges it.

    Raises:
        TypilusError: the project is no folder.
    """
    options = options or AuditOptions()
    markers = project if isinstance(project, ProjectMarkers) else predictor.load_project(project)
    judgement = Judgement(
        markers.hierarchy(), markers.exports, options.min_confidence, options.all_kinds, options.most_agreeing
    )
    predictions = predictor.examine_paths(paths, project=markers, evidence=_VOTERS)
    return _audits(predictions, markers.folder, judgement, options)


def audit_file(
    predictor: Predictor,
    path: str | os.PathLike[str],
    project: ProjectMarkers | str | os.PathLike[str],
    options: AuditOptions | None = None,
) -> FileAudit:
    """`audit_paths` for one file.

    Raises:
        TypilusError: the project is no folder, or the path is one.
    """
    if is_folder(path):
        raise TypilusError(f"{os.fspath(path)}: is a folder: name its files, or call audit_paths, which walks folders")
    return next(audit_paths(predictor, [path], project, options))


def _audits(
    predictions: Iterable[FilePrediction], root: str, judgement: Judgement, options: AuditOptions
) -> Iterator[FileAudit]:
    with ExitStack() as stack:
        findings_filter = None
        if options.checker is not None:
            seen = stack.enter_context(CheckedProject(Path(root), options.environment))
            findings_filter = FindingsFilter(options.checker, seen)
        for prediction in predictions:
            try:
                audit = _audit(prediction, root, judgement, findings_filter)
            except Exception as error:
                reason = str(error) if isinstance(error, TypilusError) else f"{type(error).__name__}: {error}"
                place = "" if prediction.path in reason else f"{prediction.path}: "
                audit = FileAudit(prediction.path, f"{place}{reason}")
            yield audit


def _audit(
    prediction: FilePrediction, root: str, judgement: Judgement, findings_filter: FindingsFilter | None
) -> FileAudit:
    if prediction.error is not None:
        return FileAudit(prediction.path, prediction.error)
    findings, runs = [], 0
    if prediction.symbols:
        document = document_of(prediction)
        findings = judgement.findings(prediction, document.tree, names_of(document, module_of(document.path, root)))
        if findings and findings_filter is not None:
            findings, runs = findings_filter.kept(document, findings)
    return FileAudit(prediction.path, None, tuple(findings), len(prediction), runs)
