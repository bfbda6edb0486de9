"""Predictions filtered by a type checker: of each symbol's candidates the best that raises no new error.

The annotations of a file are judged together, rendered into its text, in a copy of its project (paper, section 6.3);
which of them are kept is `checking.find_assignment`'s affair.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_extraction import FunctionNode, Symbol, SymbolKind
from typilus.checking import (
    Assignment,
    CheckedProject,
    CheckerSession,
    CheckStatus,
    RenderedText,
    SymbolLocation,
    TypeChecker,
    find_assignment,
)
from typilus.prediction import CheckSummary, FilePrediction, TypeCandidate, TypePrediction
from typilus.recommenders import INFILL
from typilus.rewriting import AnnotatedSource, AnnotationEdit, SourceAnnotator

__all__ = [
    "RETURNING_NONE",
    "CheckedPrediction",
    "CheckerFilter",
    "control_edits",
    "control_texts",
    "edits_of",
    "passed",
    "writable",
]

# Checks for one file: these, and one more for so many symbols. One at a time would take more than one a symbol.
MIN_RUNS = 5
SYMBOLS_PER_RUN = 8
MAX_REASON_LENGTH = 200
TEXT_FILE = "_typilus_text.py"
RETURNING_NONE = frozenset({"__init__", "__init_subclass__"})
"""Functions of which Python lets return nothing but None."""


@dataclass(frozen=True)
class CheckedPrediction:
    """A prediction of which each symbol's best candidate stands with those of all others.

    Attributes:
        prediction: Candidates that were rejected are gone, the one that stands is first and `checked` says so; a
            symbol without any says which error rejected the first. Symbols that were not judged are as before: those
            that are annotated, or whose annotation cannot be written; without a verdict of the checker on the file as
            it is, all.
        text: The whole file with what stands; "" if nothing was judged.
        controls: What it was held against beside the file as it was, see `CheckerSession`.
    """

    prediction: FilePrediction
    text: str
    controls: tuple[str, ...]


class CheckerFilter:
    """One checker, one project: filters the files of that project one after the other.

    Args:
        checker: The judge.
        project: The project as the checker sees it.
        no_new_errors: The strict rule: also errors that are there with `Any` in the same slots count against types.
    """

    def __init__(self, checker: TypeChecker, project: CheckedProject, no_new_errors: bool = False) -> None:
        self.checker = checker
        self.project = project
        self.no_new_errors = no_new_errors

    def filter(self, prediction: FilePrediction, annotator: SourceAnnotator) -> CheckedPrediction:
        """Judge the candidates of a file, except those that the annotator would not write.

        Raises:
            CheckerError: The file lies outside of the project.
        """
        trial = _Trial(prediction, annotator)
        controls = () if self.no_new_errors else trial.controls()
        path, text = _file_of(prediction.path, self.project), annotator.source.exact_text
        judge = CheckerSession(self.checker, self.project, path, text, trial.render, controls)
        if not trial.symbols or not judge.baseline.status.is_verdict:
            return CheckedPrediction(replace(prediction, check=_summary(judge, 0, "")), "", ())
        runs = MIN_RUNS + len(trial.symbols) // SYMBOLS_PER_RUN
        result = find_assignment(trial.probabilities, judge, runs, trial.proposals)
        symbols = list(prediction.symbols)
        for row, position in enumerate(trial.symbols):
            rank = result.assignment[row]
            reasons = [judge.reason_against(row, index) for index in range(len(trial.candidates[row]))]
            symbols[position] = _judged(symbols[position], trial.candidates[row], rank, reasons, self.checker.name)
        text = trial.render(result.assignment).text
        checked = replace(prediction, symbols=tuple(symbols), check=_summary(judge, len(trial.symbols), text))
        return CheckedPrediction(checked, text, controls)

    def fault_of(self, source: AnnotatedSource, annotator: SourceAnnotator, checked: CheckedPrediction) -> str | None:
        """Return the checker's objection to the final text, if that is not the text checked last."""
        text = annotator.source.decode(source.after)
        if text in (checked.text, annotator.source.exact_text):
            return None
        path = _file_of(source.path, self.project)
        original = annotator.source.exact_text
        judge = CheckerSession(
            self.checker, self.project, path, original, lambda _: RenderedText(text), checked.controls
        )
        judge(())
        return judge.first_error()


def _file_of(path: str, project: CheckedProject) -> Path:
    """Return the file of a project with this name. For a text that is no file, return one that the project lacks."""
    return project.root / TEXT_FILE if path.startswith("<") else Path(path).absolute()


def _summary(judge: CheckerSession, judged: int, text: str) -> CheckSummary:
    """Return the summary for the original file and for the accepted text."""
    baseline, hidden = judge.baseline, judge.hidden_in(text)
    # A run of a checker fails where there are errors; a file that had them before anybody annotated it has not failed.
    status = "had_errors" if baseline.status is CheckStatus.FAILED else baseline.status.value
    return CheckSummary(
        baseline.tool, baseline.version, status, baseline.reason, judge.runs, judge.seconds, judged, hidden
    )


def edits_of(prediction: FilePrediction) -> list[AnnotationEdit]:
    """The edit that each symbol's best candidate asks for."""
    return [
        AnnotationEdit.for_symbol(symbol_prediction.symbol, symbol_prediction.best.type)
        for symbol_prediction in prediction
        if symbol_prediction.best is not None
    ]


def control_edits(symbols: Iterable[Symbol]) -> list[AnnotationEdit]:
    """The edits that give symbols a type that says nothing: `Any`, or `None` where Python lets return nothing else."""
    return [
        AnnotationEdit.for_symbol(
            symbol, "None" if symbol.kind is SymbolKind.RETURN and symbol.name in RETURNING_NONE else "typing.Any"
        )
        for symbol in symbols
    ]


def control_texts(symbols: Iterable[Symbol], annotator: SourceAnnotator) -> tuple[str, ...]:
    """A file with `Any` in the place of every candidate, and in signatures alone: no type is to blame there."""
    symbols = list(symbols)
    signatures = [symbol for symbol in symbols if symbol.kind in (SymbolKind.PARAMETER, SymbolKind.RETURN)]
    selections = (symbols, signatures) if 0 < len(signatures) < len(symbols) else (symbols,)
    return tuple(annotator.draft(control_edits(symbols_)).text for symbols_ in selections)


def writable(prediction: FilePrediction, annotator: SourceAnnotator) -> FilePrediction:
    """The prediction with only those candidates that the annotator would write."""
    return replace(prediction, symbols=tuple(_kept(symbol_prediction, annotator) for symbol_prediction in prediction))


def passed(prediction: FilePrediction) -> FilePrediction:
    """The prediction with only those candidates that a checker has passed."""
    symbols = (
        replace(
            symbol_prediction,
            candidates=tuple(candidate for candidate in symbol_prediction.candidates if candidate.checked == "passed"),
        )
        for symbol_prediction in prediction
    )
    return replace(prediction, symbols=tuple(symbols))


def _kept(prediction: TypePrediction, annotator: SourceAnnotator) -> TypePrediction:
    candidates = prediction.candidates
    kept = tuple(candidate for candidate in candidates if annotator.objection(_edit(prediction, candidate)) is None)
    return prediction if len(kept) == len(candidates) else replace(prediction, candidates=kept)


class _Trial:
    """The part of a prediction that can be judged, and its renderings.

    Attributes:
        symbols: Positions in the prediction.
        candidates: For each of them those that can be written, the most probable first.
    """

    def __init__(self, prediction: FilePrediction, annotator: SourceAnnotator) -> None:
        self._prediction = prediction
        self._annotator = annotator
        self.symbols: list[int] = []
        self.candidates: list[list[TypeCandidate]] = []
        for position, symbol_prediction in enumerate(writable(prediction, annotator)):
            if symbol_prediction.candidates:
                self.symbols.append(position)
                self.candidates.append(list(symbol_prediction.candidates))

    @property
    def probabilities(self) -> list[list[float]]:
        return [[candidate.probability for candidate in ranked] for ranked in self.candidates]

    @property
    def proposals(self) -> list[Assignment]:
        """The answers of a language model for the whole file, if it gave any, behind what is most probable.

        Its answers were made to suit each other, as those of no other source are.
        """
        ranks = [
            next((rank for rank, candidate in enumerate(ranked) if INFILL.id in candidate.sources), 0)
            for ranked in self.candidates
        ]
        return [(0,) * len(ranks), tuple(ranks)] if any(ranks) else []

    def render(self, assignment: Assignment) -> RenderedText:
        edits: list[AnnotationEdit] = []
        rows: dict[AnnotationEdit, int] = {}
        for row, rank in enumerate(assignment):
            if rank is not None:
                edit = _edit(self._prediction.symbols[self.symbols[row]], self.candidates[row][rank])
                edits.append(edit)
                rows[edit] = row
        draft = self._annotator.draft(edits)
        locations: list[SymbolLocation | None] = [None] * len(self.symbols)
        for applied, line in zip(draft.applied, draft.lines, strict=True):
            if applied.edit in rows:  # else it was a type comment, which is judged with all others
                locations[rows[applied.edit]] = self._location(rows[applied.edit], line)
        return RenderedText(draft.text, tuple(locations))

    def controls(self) -> tuple[str, ...]:
        return control_texts((self._prediction.symbols[position].symbol for position in self.symbols), self._annotator)

    def _location(self, row: int, line: int) -> SymbolLocation | None:
        """A symbol that is now in `line`, and the lines where it is used, which have moved as far."""
        symbol = self._prediction.symbols[self.symbols[row]].symbol
        slot = self._annotator.slot(symbol)
        if slot is None:
            return None
        moved, is_return = line - slot.line, symbol.kind is SymbolKind.RETURN
        node = slot.statement if isinstance(slot.statement, FunctionNode) else slot.owner.node
        if isinstance(node, ast.Module):
            return SymbolLocation(symbol.name, line, 1, len(self._annotator.source.exact_lines) + moved)
        function = node.name if isinstance(node, FunctionNode) else ""
        last = (node.end_lineno or node.lineno) + moved
        return SymbolLocation(symbol.name, line, node.lineno + moved, last, function, is_return)


def _edit(prediction: TypePrediction, candidate: TypeCandidate) -> AnnotationEdit:
    return AnnotationEdit.for_symbol(prediction.symbol, candidate.type)


def _judged(
    prediction: TypePrediction,
    judged: Sequence[TypeCandidate],
    rank: int | None,
    reasons: Sequence[str | None],
    checker: str,
) -> TypePrediction:
    """Return the accepted candidate, with those below that were not needed, or the reason why all were rejected."""
    if rank is None:
        reason = next((reason for reason in reasons if reason), "conflicts with another annotation here")
        skipped = f"{checker} rejects {judged[0].text}: {shortened(reason)}"
        return replace(prediction, candidates=(), skipped=skipped, skip_topic=f"{checker} rejects all")
    best = replace(judged[rank], checked="passed")
    below = [
        candidate
        for candidate in prediction.candidates
        if candidate.probability <= best.probability and candidate not in judged[: rank + 1]
    ]
    return replace(prediction, candidates=(best, *below))


def shortened(reason: str) -> str:
    """The first line of an error, and not too much of it."""
    line = " ".join(reason.split())
    return line if len(line) <= MAX_REASON_LENGTH else f"{line[: MAX_REASON_LENGTH - 1]}…"
