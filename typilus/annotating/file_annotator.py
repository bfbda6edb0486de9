"""One file from prediction to annotated text: chosen, filtered, written into a copy, proved, judged whole."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection
from dataclasses import replace
from types import TracebackType

from graph_extraction import Symbol, SymbolKind
from typilus.accepted_findings import SUGGESTION_RULE
from typilus.annotating.annotate_settings import AnnotateSettings
from typilus.annotating.annotated_file import AnnotatedFile, AnnotatedSymbol
from typilus.annotating.fallback import with_fallback
from typilus.annotating.open_values import leaves_type_open
from typilus.annotating.overwriting import overwritable
from typilus.annotating.whole_signatures import INCOMPLETE, signature_objection
from typilus.checking import CheckedProject, choose_checker
from typilus.errors import TypilusError
from typilus.judging import CheckedPrediction, CheckerFilter, edits_of, open_annotator, passed, writable
from typilus.prediction import FilePrediction, TypePrediction, document_of, narrowed
from typilus.rewriting import (
    AnnotatedSource,
    AnnotationEdit,
    ExistingAnnotationPolicy,
    NotebookCode,
    SourceAnnotator,
    is_notebook,
)
from typilus.semantics import semantics_of, skips_of

__all__ = ["ACCEPTED", "FileAnnotator", "prediction_of_cells"]

CONFLICT = "every candidate conflicts with another annotation here"
MAGIC = "bound in a line of IPython magic"
SKIPPED = "skipped by a comment"
ACCEPTED = "accepted as open by the baseline"
OBVIOUS = "obvious from its value; --only annotates it"


class FileAnnotator:
    """Annotates the files of one project, one after the other. A context manager, as it may keep a checker warm."""

    def __init__(self, settings: AnnotateSettings) -> None:
        self.settings = settings
        self._project: CheckedProject | None = None
        self._filter: CheckerFilter | None = None
        if settings.checker is not None:
            self._project = CheckedProject(settings.root, settings.environment, settings.documents)
            checker = choose_checker(settings.checker, settings.root, settings.limits).checker
            self._filter = CheckerFilter(checker, self._project, settings.no_new_errors)

    def __enter__(self) -> FileAnnotator:
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, prediction: FilePrediction) -> AnnotatedFile:
        """See `annotate`: so may an annotator be what workers do with each file."""
        return self.annotate(prediction)

    def close(self) -> None:
        """End what is warm and remove the copy of the project."""
        if self._project is not None:
            self._project.close()

    def annotate(self, prediction: FilePrediction) -> AnnotatedFile:
        """Annotate a file without writing it. A file that cannot be annotated has `error`."""
        if prediction.error is not None:
            return AnnotatedFile(prediction.path, prediction.error)
        try:
            return self.annotate_or_raise(prediction)
        except TypilusError as error:
            return AnnotatedFile(prediction.path, str(error))
        except Exception as error:
            return AnnotatedFile(prediction.path, f"{prediction.path}: {type(error).__name__}: {error}")

    def open(self, prediction: FilePrediction) -> SourceAnnotator:
        """Return what writes into a file as it was when it was predicted.

        Raises:
            RewriteError: It is no plain source of Python 3.
        """
        return open_annotator(document_of(prediction), self.settings.root, self.settings.rewrite)

    def select(self, prediction: FilePrediction, annotator: SourceAnnotator) -> FilePrediction:
        """Return a prediction with only those candidates that the settings ask for, not yet judged nor proved."""
        is_cells = isinstance(prediction.document, NotebookCode)  # whose lines are not those of the file
        prediction = narrowed(prediction, None, None if is_cells else self.settings.changes)
        if self.settings.rewrite.policy is ExistingAnnotationPolicy.OVERWRITE:
            prediction = overwritable(prediction)
        prediction = _without_reassigned(prediction)
        selected = _without_candidates(prediction, lambda symbol: self._objection(symbol, annotator))
        if self.settings.fallback:
            selected = with_fallback(selected, annotator, self.settings.kinds)
        is_skipped = skips_of(semantics_of(annotator.source), annotator.source)
        selected = _without_candidates(selected, lambda symbol: SKIPPED if is_skipped(symbol) else None)
        return self._completed(selected, annotator, writable(selected, annotator))

    def annotate_or_raise(self, prediction: FilePrediction, annotator: SourceAnnotator | None = None) -> AnnotatedFile:
        """Annotate a file as it was when it was predicted, without writing it.

        Args:
            prediction: Of the file.
            annotator: What `open` gave for it, if it has been called.

        Raises:
            RewriteError: It is no plain source of Python 3.
            CheckerError: Its path lies outside of the project.
        """
        if annotator is None and is_notebook(prediction.path):
            return self._annotate_cells(prediction)
        annotator = annotator or self.open(prediction)
        selected = self.select(prediction, annotator)
        if self._filter is None:
            selected = self._without_accepted(selected, writable(selected, annotator))
            return self._written(selected, annotator, lambda prediction: writable(prediction, annotator))
        checked = self._checked(selected, annotator, self._filter)
        check = checked.prediction.check
        if check is not None and not check.is_verdict:
            error = f"{prediction.path}: {check.name} gives no verdict, {check.status}: {check.reason}"
            return AnnotatedFile(prediction.path, error, check=check)
        kept = self._without_accepted(checked.prediction, passed(checked.prediction))
        file = self._written(kept, annotator, passed)
        fault = None if file.source is None else self._filter.fault_of(file.source, annotator, checked)
        if check is not None and not file.changed:
            file = replace(file, check=replace(check, hidden=0))  # all that was judged is accepted as open
        if fault is not None:
            return _result(_without_candidates(checked.prediction, lambda _: fault), annotator, annotator.annotate([]))
        return file

    def _annotate_cells(self, prediction: FilePrediction) -> AnnotatedFile:
        """Annotate the code of a notebook as a file, and put the result into the cells."""
        of_code = prediction_of_cells(prediction)
        code = document_of(of_code)
        assert isinstance(code, NotebookCode)
        file = self.annotate_or_raise(of_code)
        source = None if file.source is None else code.into_notebook(file.source)
        error = file.error and file.error.replace(code.path, prediction.path)
        symbols = tuple(replace(symbol, fix=()) for symbol in file.symbols)  # their edits are of the cells' code
        return replace(file, path=prediction.path, error=error, symbols=symbols, source=source)

    def _checked(
        self, prediction: FilePrediction, annotator: SourceAnnotator, checker: CheckerFilter
    ) -> CheckedPrediction:
        """Filter by the checker. If only whole signatures are wanted, repeat without those that lost a part."""
        checked = checker.filter(prediction, annotator)
        while (
            whole := self._completed(checked.prediction, annotator, passed(checked.prediction))
        ) != checked.prediction:
            before, checked = checked, checker.filter(whole, annotator)
            checked = replace(checked, prediction=_with_costs(checked.prediction, before.prediction))
        return checked

    def _written(
        self,
        prediction: FilePrediction,
        annotator: SourceAnnotator,
        select: Callable[[FilePrediction], FilePrediction],
    ) -> AnnotatedFile:
        """Write and prove. If only whole signatures are wanted, repeat without those of which a part was refused."""
        source = annotator.annotate(edits_of(select(prediction)))
        applied = {applied_edit.edit for applied_edit in source.applied}
        written = replace(
            select(prediction),
            symbols=tuple(symbol_prediction for symbol_prediction in prediction if _edits(symbol_prediction) & applied),
        )
        whole = self._completed(prediction, annotator, written)
        return (
            _result(prediction, annotator, source) if whole == prediction else self._written(whole, annotator, select)
        )

    def _without_accepted(self, prediction: FilePrediction, written: FilePrediction) -> FilePrediction:
        """The prediction without suggestions that the baseline accepts, of those that would be written.

        They have been judged, so that what is suggested beside them is the same with and without a baseline.
        """
        if self.settings.accepted is None:
            return prediction
        document = prediction.document
        path = document.notebook.path if isinstance(document, NotebookCode) else prediction.path
        left = self.settings.accepted.of(path, (SUGGESTION_RULE,))
        open_symbols = {symbol_prediction.symbol for symbol_prediction in written if symbol_prediction.candidates}
        symbols = []
        for symbol_prediction in prediction:
            key = (SUGGESTION_RULE, symbol_prediction.qualified_name)
            if symbol_prediction.symbol in open_symbols and left[key] > 0:
                left[key] -= 1
                symbol_prediction = replace(symbol_prediction, candidates=(), skipped=ACCEPTED, skip_topic=None)
            symbols.append(symbol_prediction)
        return replace(prediction, symbols=tuple(symbols))

    def _completed(
        self, prediction: FilePrediction, annotator: SourceAnnotator, written: FilePrediction
    ) -> FilePrediction:
        """The prediction without signatures that stay incomplete, where whole ones are asked for.

        `written` has candidates for those symbols only that get an annotation.
        """
        if not self.settings.complete or (prediction.check is not None and not prediction.check.is_verdict):
            return prediction
        symbols = [symbol_prediction.symbol for symbol_prediction in written if symbol_prediction.candidates]
        return _without_candidates(prediction, signature_objection(annotator, symbols), INCOMPLETE)

    def _objection(self, symbol: Symbol, annotator: SourceAnnotator) -> str | None:
        """Return the reason that a symbol is not to be annotated."""
        kinds = self.settings.kinds
        if kinds is None:
            assigned = symbol.kind in (SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE)
            is_obvious = assigned and not leaves_type_open(_value_of(symbol, annotator))
            return OBVIOUS if is_obvious else None
        return None if symbol.kind in kinds else f"only {_named(kinds)} are asked for"


def prediction_of_cells(prediction: FilePrediction) -> FilePrediction:
    """Return the prediction of a notebook as one of its code as a file, without candidates in lines of magic.

    Raises:
        RewriteError: It is a notebook of format 3, or has line ends that code in cells has not.
    """
    code = NotebookCode.of(document_of(prediction))
    magic = code.magic_lines
    return _without_candidates(
        replace(prediction, path=code.path, document=code), lambda symbol: MAGIC if symbol.line in magic else None
    )


def _without_candidates(
    prediction: FilePrediction, objection: Callable[[Symbol], str | None], topic: str | None = None
) -> FilePrediction:
    """The prediction without candidates for symbols that there is an objection to.

    Args:
        prediction: Of a file.
        objection: In words, why a symbol is not annotated; None if it is.
        topic: The same without what is particular to one symbol, where there is such.
    """
    symbols = []
    for symbol_prediction in prediction:
        reason = objection(symbol_prediction.symbol) if symbol_prediction.candidates else None
        symbols.append(
            symbol_prediction
            if reason is None
            else replace(symbol_prediction, candidates=(), skipped=reason, skip_topic=topic)
        )
    return replace(prediction, symbols=tuple(symbols))


def _without_reassigned(prediction: FilePrediction) -> FilePrediction:
    """The prediction without what no checker would let stand, as the function itself does not keep to it."""
    symbols = []
    for symbol_prediction in prediction:
        kept = tuple(candidate for candidate in symbol_prediction.candidates if candidate.reassigned is None)
        best = symbol_prediction.best
        if best is not None and not kept:
            reason = f"{best.text} does not suit the name's later values: {best.reassigned}"
            symbol_prediction = replace(
                symbol_prediction, skipped=reason, skip_topic="no type suits the name's later values"
            )
        symbols.append(replace(symbol_prediction, candidates=kept))
    return replace(prediction, symbols=tuple(symbols))


def _edits(prediction: TypePrediction) -> set[AnnotationEdit]:
    return {AnnotationEdit.for_symbol(prediction.symbol, candidate.type) for candidate in prediction.candidates}


def _with_costs(prediction: FilePrediction, before: FilePrediction) -> FilePrediction:
    """The prediction with what the checker had spent before added up."""
    check, spent = prediction.check, before.check
    if check is None or spent is None:
        return prediction
    return replace(
        prediction, check=replace(check, runs=check.runs + spent.runs, seconds=check.seconds + spent.seconds)
    )


def _result(prediction: FilePrediction, annotator: SourceAnnotator, source: AnnotatedSource) -> AnnotatedFile:
    applied_edits = {applied.edit: applied for applied in source.applied}
    refusals = {refused.edit: refused.reason for refused in (*source.skipped, *source.rolled_back)}
    symbols = []
    for symbol_prediction in prediction:
        edits = [
            AnnotationEdit.for_symbol(symbol_prediction.symbol, candidate.type)
            for candidate in symbol_prediction.candidates
        ]
        written = next((applied_edits[edit] for edit in edits if edit in applied_edits), None)
        if written is None:
            refused = next((refusals[edit] for edit in edits if edit in refusals), None)
            reason = symbol_prediction.skipped or refused or annotator.objection(edits[0]) or CONFLICT
            symbols.append(AnnotatedSymbol(symbol_prediction, None, reason))
        else:
            symbols.append(AnnotatedSymbol(symbol_prediction, written.text, None, annotator.fix(written)))
    return AnnotatedFile(prediction.path, None, tuple(symbols), source, prediction.check)


def _value_of(symbol: Symbol, annotator: SourceAnnotator) -> ast.expr | None:
    slot = annotator.slot(symbol)
    return slot.statement.value if slot is not None and isinstance(slot.statement, ast.Assign | ast.AnnAssign) else None


def _named(kinds: Collection[SymbolKind]) -> str:
    return " and ".join(f"{kind.value}s" for kind in SymbolKind if kind in kinds)
