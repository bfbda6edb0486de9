"""A type checker's word on findings: does the file stand when the suggestion takes the annotation's place?"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph_extraction import Symbol, SymbolKind, read_source
from typilus.auditing.values import Finding
from typilus.checking.assignment import Assignment
from typilus.checking.checker import TypeChecker
from typilus.checking.judging import RenderedText, SymbolPlace, check_candidates
from typilus.checking.project import CheckedProject
from typilus.errors import TypilusError
from typilus.prediction.reading import module_of
from typilus.rewriting import AnnotatedSource, AnnotationEdit, ExistingAnnotationPolicy, RewriteOptions, annotate_source

__all__ = ["FindingsFilter"]


class FindingsFilter:
    """One checker, one project: judges the findings of that project's files, one file after the other.

    Args:
        checker: the judge.
        project: the project as the checker sees it.
        most_runs: checks for one file; what has passed by then is kept.
    """

    def __init__(self, checker: TypeChecker, project: CheckedProject, most_runs: int = 20) -> None:
        self._checker = checker
        self._project = project
        self._most_runs = most_runs

    def kept(self, path: str, findings: Sequence[Finding]) -> tuple[list[Finding], int]:
        """The findings whose suggestions raise no new error, in order, and how often the checker was run.

        All are tried together, and split where that fails. A suggestion that cannot be written in the annotation's
        place (in a data class, say) cannot be tried and is dropped. Where the checker has no verdict on the file as it
        is, all others are kept, and say so in `unchecked`.

        Raises:
            RewriteError, SourceError: the file cannot be rewritten.
            OSError: it cannot be read.
        """
        trial = _Trial(path, findings, str(self._project.root))
        if not trial.judged:
            return [], 0
        try:
            checked = check_candidates(
                self._checker,
                self._project,
                Path(path).absolute(),
                trial.text,
                [[finding.confidence] for finding in trial.judged],
                trial.render,
                self._most_runs,
            )
        except TypilusError as error:  # outside of the project
            return [replace(finding, unchecked=str(error)) for finding in trial.judged], 0
        if checked.result is None:
            baseline = checked.baseline
            reason = f"{baseline.tool} gives no verdict on the file as it is: {baseline.status.value} {baseline.reason}"
            return [replace(finding, unchecked=reason.strip()) for finding in trial.judged], checked.runs
        passed = [
            replace(finding, suggestion=replace(finding.suggestion, checked="passed"))
            for finding, rank in zip(trial.judged, checked.result.assignment, strict=True)
            if rank is not None
        ]
        return passed, checked.runs


class _Trial:
    """The findings of a file that can be written into it, and the file's text with some of them.

    Attributes:
        text: of the file as it is.
        judged: findings whose suggestion can be written.
    """

    def __init__(self, path: str, findings: Sequence[Finding], root: str) -> None:
        self._path = path
        self._data = Path(path).read_bytes()
        self._options = RewriteOptions(
            ExistingAnnotationPolicy.OVERWRITE, module=module_of(path, root), is_package=Path(path).stem == "__init__"
        )
        together = self._written(findings)
        self._encoding = together.encoding
        self.text = self._data.decode(self._encoding)
        self._tree = read_source(path).tree
        refused = {refusal.edit for refusal in (*together.skipped, *together.rolled_back)}
        self.judged = [finding for finding in findings if _edit(finding) not in refused]

    def render(self, assignment: Assignment) -> RenderedText:
        """The file with the suggestions of the findings that have a rank."""
        chosen = [finding for finding, rank in zip(self.judged, assignment, strict=True) if rank is not None]
        text = self._written(chosen).after.decode(self._encoding)
        # Only imports are inserted as lines, above all else: everything moves by as much.
        moved = text.count("\n") - self.text.count("\n")
        ranked = zip(self.judged, assignment, strict=True)
        places = (None if rank is None else self._place(finding.symbol, moved) for finding, rank in ranked)
        return RenderedText(text, tuple(places))

    def _place(self, symbol: Symbol, moved: int) -> SymbolPlace:
        """Where a symbol is, and the function, class or module around it, for a guess at who caused an error."""
        kinds = ast.ClassDef if symbol.kind is SymbolKind.ATTRIBUTE else ast.FunctionDef | ast.AsyncFunctionDef
        around = [
            node
            for node in ast.walk(self._tree)
            if isinstance(node, kinds) and node.lineno <= symbol.line <= (node.end_lineno or node.lineno)
        ]
        scope = max(around, key=lambda node: node.lineno, default=None)
        first, last = (1, self.text.count("\n") + 1) if scope is None else (scope.lineno, scope.end_lineno or 0)
        function = scope.name if scope and symbol.kind in (SymbolKind.PARAMETER, SymbolKind.RETURN) else ""
        is_return = symbol.kind is SymbolKind.RETURN
        return SymbolPlace(symbol.name, symbol.line + moved, first + moved, last + moved, function, is_return)

    def _written(self, findings: Sequence[Finding]) -> AnnotatedSource:
        return annotate_source(self._data, map(_edit, findings), self._options, self._path)


def _edit(finding: Finding) -> AnnotationEdit:
    return AnnotationEdit.for_symbol(finding.symbol, finding.suggestion.type)
