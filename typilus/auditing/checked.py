"""A type checker's word on findings: does the file stand when the suggestion takes the annotation's place?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph_extraction import SourceDocument
from typilus.auditing.file_audit import Finding
from typilus.checking import CheckedProject, TypeChecker
from typilus.errors import CheckerError
from typilus.judging import CheckerFilter, open_annotator, writable
from typilus.prediction import FilePrediction, TypePrediction
from typilus.project import ImportableNames
from typilus.rewriting import ExistingAnnotationPolicy, RewriteOptions

__all__ = ["FindingsFilter"]


class FindingsFilter:
    """One checker, one project: judges the findings of that project's files, one file after the other.

    Args:
        checker: The judge.
        project: The project as the checker sees it.
    """

    def __init__(self, checker: TypeChecker, project: CheckedProject) -> None:
        self._filter = CheckerFilter(checker, project, no_new_errors=True)
        importable = ImportableNames.of_project(project.root, project.python, project.documents)
        self._options = RewriteOptions(ExistingAnnotationPolicy.OVERWRITE, importable=importable)

    def kept(self, document: SourceDocument, findings: Sequence[Finding]) -> tuple[list[Finding], int]:
        """The findings whose suggestions raise no new error, in order, and how often the checker was run.

        All are tried together, and split where that fails. A suggestion that cannot be written in the annotation's
        place (in a data class, say) cannot be tried and is dropped. What the code proves needs no checker, and stays:
        the rest of the file may rely on the wrong annotation. Where the checker has no verdict on the file as it
        is, all others are kept, and say so in `unchecked`.

        Raises:
            RewriteError: The file cannot be rewritten.
        """
        proved = [finding for finding in findings if finding.contradiction is not None]
        kept, runs = self._checked(document, [finding for finding in findings if finding.contradiction is None])
        return [*proved, *kept], runs

    def _checked(self, document: SourceDocument, findings: Sequence[Finding]) -> tuple[list[Finding], int]:
        if not findings:
            return [], 0
        annotator = open_annotator(document, self._filter.project.root, self._options)
        path = document.path
        symbols = (TypePrediction(finding.symbol, finding.written, None, (finding.suggestion,)) for finding in findings)
        prediction = writable(FilePrediction(path, None, tuple(symbols)), annotator)
        judged = [
            finding
            for finding, symbol_prediction in zip(findings, prediction, strict=True)
            if symbol_prediction.candidates
        ]
        if not judged:
            return [], 0
        try:
            checked = self._filter.filter(prediction, annotator).prediction
        except CheckerError as error:  # outside of the project
            return [replace(finding, unchecked=str(error)) for finding in judged], 0
        check = checked.check
        assert check is not None
        if not check.is_verdict:
            reason = f"{check.name} gives no verdict on the file as it is: {check.status} {check.reason}".strip()
            return [replace(finding, unchecked=reason) for finding in judged], check.runs
        verdicts = zip(findings, checked, strict=True)
        return [
            replace(finding, suggestion=symbol_prediction.best)
            for finding, symbol_prediction in verdicts
            if symbol_prediction.best
        ], check.runs
