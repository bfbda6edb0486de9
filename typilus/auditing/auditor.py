"""Audits: from files to findings, one file after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType

from graph_extraction import SourceDocument, parse_source
from graph_extraction.intake import is_folder
from typilus.auditing.checked import FindingsFilter
from typilus.auditing.disagreement_finder import DEFAULT_CONFIDENCE, MAX_AGREEING, DisagreementFinder
from typilus.auditing.file_audit import FileAudit
from typilus.auditing.fixes import FixWriter
from typilus.checking import CheckedProject, TypeChecker, find_environment
from typilus.errors import SourceError, TypilusError
from typilus.files import Changes
from typilus.judging import announce_checker, documents_of
from typilus.listening import Listener
from typilus.options import AuditOptions
from typilus.prediction import FilePrediction, Predictor, document_of, narrowed
from typilus.project import ProjectMarkers, ReExports, label_source, module_of, names_of, summarize
from typilus.semantics import semantics_of, skips_of

__all__ = ["AuditSettings", "Auditor"]

_VOTERS = 1_000
"""Markers that are counted for each type: all that vote, whatever the rule of a model."""


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """The settings of an audit: the findings to show and the checker.

    Attributes:
        min_confidence: The least probability of a suggestion.
        all_kinds: Also what is only more precise, wider, overlapping, related, or differs in its arguments.
        checker: Drops findings whose suggestion raises a new error; None for no check.
        environment: Interpreter of the environment that has the project's dependencies, for the checker.
        max_agreeing: So many voices may agree with an annotation that votes speak against.
        only: The kinds of symbols to look at, in the plural; None for all.
        changes: Since a revision: only symbols on changed lines are looked at. None for all.
    """

    min_confidence: float = DEFAULT_CONFIDENCE
    all_kinds: bool = False
    checker: TypeChecker | None = None
    environment: Path | None = None
    max_agreeing: int = MAX_AGREEING
    only: Collection[str] | None = None
    changes: Changes | None = None

    @classmethod
    def for_project(cls, root: Path, options: AuditOptions, listener: Listener) -> AuditSettings:
        """Return the settings for a project, and tell the listener which checker was chosen.

        Raises:
            CheckerError: The checker is unknown or not installed, or there is no such environment.
        """
        choice = announce_checker(options.checker, root, listener)
        checker, environment = None if choice is None else choice.checker, find_environment(options.environment)
        changes = Changes.since(options.since)
        return cls(options.min_confidence, options.all, checker, environment, options.agreeing, options.only, changes)


class Auditor:
    """Compares the annotations of a project's files with what would be predicted for them.

    A symbol's own annotation has no vote; all others of the project are evidence. A context, for it may keep a checker
    warm.

    Args:
        predictor: The model.
        project: The markers of a project, or a folder that is none, in which each file stands alone.
        settings: The settings of an audit: the findings to show and the checker.
    """

    def __init__(
        self, predictor: Predictor, project: ProjectMarkers | Path, settings: AuditSettings | None = None
    ) -> None:
        self._predictor = predictor
        self._markers = project if isinstance(project, ProjectMarkers) else None
        self._root = Path(project.folder) if isinstance(project, ProjectMarkers) else project
        self._documents = documents_of(project)
        self.settings = settings or AuditSettings()
        self._checked: CheckedProject | None = None

    def __enter__(self) -> Auditor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._checked is not None:
            self._checked.close()

    def audit(self, path: str, source: str | bytes | None = None) -> FileAudit:
        """The findings of one file, or of a text.

        Args:
            path: Of the file; names the text.
            source: The text, if it is not to be read from disk.

        Raises:
            SourceError: It cannot be read as Python.
            TypilusError: It cannot be audited.
        """
        if source is not None:
            document, markers = parse_source(source, path), self._markers
            markers = None if markers is None else self._predictor.with_document(markers, document)
            prediction = self._predictor.examine_source(source, path=path, project=markers, evidence=_VOTERS)
            return self._audit(prediction, None if markers is None else self._finder_in(markers))
        if is_folder(path):
            raise SourceError(path, "is a folder; name its files, or call audit_paths, which searches folders")
        audit = self._audit(self._examine(path), self._finder)
        if audit.error is not None:
            raise TypilusError(audit.error)
        return audit

    def audit_safely(self, path: str | os.PathLike[str]) -> FileAudit:
        """Like `audit` of a file. If it fails, the result has an `error`."""
        path = os.fspath(path)
        try:
            return self._audit(self._examine(path), self._finder)
        except Exception as error:
            reason = str(error) if isinstance(error, TypilusError) else f"{type(error).__name__}: {error}"
            return FileAudit(path, f"{'' if path in reason else f'{path}: '}{reason}")

    @cached_property
    def _examine(self) -> Callable[[str | os.PathLike[str]], FilePrediction]:
        return self._predictor.file_examiner(self._markers, evidence=_VOTERS)

    def _audit(self, prediction: FilePrediction, finder: DisagreementFinder | None) -> FileAudit:
        prediction = narrowed(prediction, self.settings.only, self.settings.changes)
        path = prediction.path
        if prediction.error is not None:
            return FileAudit(path, prediction.error)
        if not prediction.symbols:
            return FileAudit(path, None)
        document = document_of(prediction)
        semantics = semantics_of(document)
        is_skipped = skips_of(semantics, document)
        symbols = (symbol for symbol in prediction if not is_skipped(symbol.symbol))
        prediction = replace(prediction, symbols=tuple(symbols))
        module = module_of(path, self._root, self._documents)
        finder = finder or self._lone_finder(document, module)
        findings, runs = finder.findings(prediction, semantics, names_of(document, module)), 0
        if findings and self._filter is not None:
            findings, runs = self._filter.kept(document, findings)
        return FileAudit(path, None, tuple(self._fixes.with_fixes(document, findings)), len(prediction), runs)

    def _finder_in(self, markers: ProjectMarkers) -> DisagreementFinder:
        return self._finder_among(markers.hierarchy(), markers.exports)

    def _lone_finder(self, document: SourceDocument, module: str) -> DisagreementFinder:
        """For a file of which only its own classes are known."""
        exports = ReExports([summarize(document.tree, module, document.is_package)])
        return self._finder_among(label_source(document, "", module, exports).file.hierarchy, exports)

    def _finder_among(self, classes: Mapping[str, tuple[str, ...]], exports: ReExports) -> DisagreementFinder:
        settings = self.settings
        return DisagreementFinder(classes, exports, settings.min_confidence, settings.all_kinds, settings.max_agreeing)

    @cached_property
    def _finder(self) -> DisagreementFinder | None:
        return None if self._markers is None else self._finder_in(self._markers)

    @cached_property
    def _fixes(self) -> FixWriter:
        return FixWriter(self._root, self.settings.environment, self._documents)

    @cached_property
    def _filter(self) -> FindingsFilter | None:
        if self.settings.checker is None:
            return None
        self._checked = CheckedProject(self._root, self.settings.environment, self._documents)
        return FindingsFilter(self.settings.checker, self._checked)
