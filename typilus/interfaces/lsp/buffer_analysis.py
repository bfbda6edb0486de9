"""One state of a buffer: its prediction, and what of it would be written."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from graph_extraction import FunctionNode, Obstacle, SourceDocument, SymbolKind, parse_source
from typilus.annotating import AnnotateSettings, FileAnnotator, prediction_of_cells
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.judging import edits_of, writable
from typilus.prediction import FilePrediction, Predictor, TypeCandidate, TypePrediction, document_of
from typilus.project import ProjectMarkers
from typilus.rewriting import AnnotationEdit, Slot, SourceAnnotator, TextEdit, header_end, is_notebook
from typilus.semantics import semantics_of

__all__ = ["BufferAnalysis", "BufferRequest", "OutdatedError", "WrittenType", "analyze"]

_CANDIDATES: Final = 8


class OutdatedError(Exception):
    """The buffer has changed while it was looked at."""


@dataclass(frozen=True, slots=True)
class WrittenType:
    """A type that would be written into a buffer.

    Attributes:
        prediction: Of its symbol.
        candidate: The type.
        text: Annotation as the file would have it.
        offset: Where it would stand, in characters of the text without a byte order mark.
    """

    prediction: TypePrediction
    candidate: TypeCandidate
    text: str
    offset: int

    @property
    def edit(self) -> AnnotationEdit:
        """The annotation to write."""
        return AnnotationEdit.for_symbol(self.prediction.symbol, self.candidate.type)


@dataclass(frozen=True, slots=True)
class BufferAnalysis:
    """One state of a buffer, and what is known of it.

    Attributes:
        text: The state.
        document: The same, parsed. Of a notebook its code.
        prediction: All candidates of all symbols.
        annotator: Writes into this state.
        written: The types that `typilus annotate` would write, in the order of the text; proved when they are
            inserted, for that takes time, and most never are.
        is_whole: Whether nothing of it is taken from an earlier one.
    """

    text: BufferText
    document: SourceDocument
    prediction: FilePrediction
    annotator: SourceAnnotator
    written: tuple[WrittenType, ...]
    is_whole: bool = True

    def has_hints_of(self, other: BufferAnalysis) -> bool:
        """Return whether another analysis of the same text shows the same types in the same places."""
        own, others = ([(one.offset, one.text, one.candidate.probability) for one in x.written] for x in (self, other))
        return own == others

    def edits(self, annotations: Collection[AnnotationEdit]) -> Sequence[TextEdit]:
        """Return the proved edits that write annotations, with the imports that they need."""
        return self.annotator.annotate(annotations).edits()

    def slots_at(self, line: int, column: int) -> Iterator[tuple[TypePrediction, Slot]]:
        """Yield symbols with their slots whose name is at a position, where they are first bound, or whose hint is."""
        at = self.document.exact_lines.offset(line, column)
        shown = [one.prediction.symbol for one in self.written if one.offset in (at, at + 1)]  # on either side
        for prediction in self.prediction:
            symbol = prediction.symbol
            is_name = symbol.line == line and symbol.column <= column <= symbol.column + len(symbol.name)
            if is_name or symbol in shown:
                slot = self.annotator.slot(symbol)
                if slot is not None:
                    yield prediction, slot

    def function_at(self, line: int) -> FunctionNode | None:
        """Return the innermost function that a line is in."""
        inside = (
            node
            for node, _ in semantics_of(self.document).statements
            if isinstance(node, FunctionNode) and _first_line(node) <= line <= (node.end_lineno or node.lineno)
        )
        return max(inside, key=lambda node: node.lineno, default=None)

    def is_in(self, written: WrittenType, function: FunctionNode) -> bool:
        """Return whether a type is of a function's signature or body."""
        slot = self.annotator.slot(written.prediction.symbol)
        return slot is not None and function in (slot.statement, slot.owner.node)

    @property
    def typed(self) -> tuple[int, int]:
        """The number of parameters and returns with an annotation, and of all that can have one."""
        slots = [
            slot
            for slot in self.annotator.slots
            if slot.kind in (SymbolKind.PARAMETER, SymbolKind.RETURN) and slot.obstacle != Obstacle.RECEIVER
        ]
        return sum(slot.annotation is not None or slot.commented for slot in slots), len(slots)


@dataclass(frozen=True)
class BufferRequest:
    """The state of a buffer that is to be looked at.

    Attributes:
        text: State of the buffer.
        path: Path of its file; `<untitled>` for one that has none.
        is_outdated: Tells whether the buffer has changed since.
    """

    text: BufferText
    path: str
    is_outdated: Callable[[], bool] = lambda: False

    @cached_property
    def document(self) -> SourceDocument:
        """The text, parsed.

        Raises:
            SourceError: It cannot be parsed.
        """
        return parse_source(self.text.source, self.path)

    def expect_current(self) -> None:
        """Stop where the buffer has changed.

        Raises:
            OutdatedError: It has.
        """
        if self.is_outdated():
            raise OutdatedError


def analyze(
    request: BufferRequest,
    predictor: Predictor,
    markers: ProjectMarkers | None,
    settings: AnnotateSettings,
    least: float,
    former: BufferAnalysis | None = None,
) -> BufferAnalysis:
    """Predict a buffer, and write what is sure enough into it.

    Args:
        request: The buffer.
        predictor: The model.
        markers: Of the project, in which the buffer is as it is now; None for a file alone.
        settings: How to annotate, without a checker.
        least: Probability from which on a type is written.
        former: Analysis of the file before an edit, no notebook: what the edit hardly bears on is taken from it (see
            `kept_predictions`).

    Raises:
        SourceError: The text cannot be parsed.
        RewriteError: It is no plain source of Python 3.
        OutdatedError: The buffer has changed.
    """
    request.expect_current()
    kept: dict[int, TypePrediction] = {}
    if former is not None:
        prediction, kept = predictor.predict_edited(former.prediction, request.document, markers, _CANDIDATES)
    else:
        prediction = predictor.predict_source(request.text.source, path=request.path, project=markers, top=_CANDIDATES)
    if is_notebook(request.path):
        prediction = prediction_of_cells(prediction)
    request.expect_current()
    document, writer = document_of(prediction), FileAnnotator(settings)
    annotator = former.annotator.reopened(document) if former is not None and kept else writer.open(prediction)
    request.expect_current()
    written = []
    for symbol_prediction, choice in zip(prediction, _choices(prediction, writer, annotator, least), strict=True):
        slot = annotator.slot(symbol_prediction.symbol)
        offset = None if choice is None or slot is None else _place_of(slot, document)
        if choice is not None and offset is not None:
            written.append(WrittenType(symbol_prediction, *choice, offset))
    written.sort(key=lambda one: one.offset)
    return BufferAnalysis(request.text, document, prediction, annotator, tuple(written), not kept)


def _choices(
    prediction: FilePrediction, writer: FileAnnotator, annotator: SourceAnnotator, least: float
) -> list[tuple[TypeCandidate, str] | None]:
    """Return for each symbol the type that would be written, and its text in the file, None if nothing would be."""
    selected = writable(writer.select(_at_least(prediction, least), annotator), annotator)
    texts = {applied.edit: applied.text for applied in annotator.draft(edits_of(selected)).applied}
    choices: list[tuple[TypeCandidate, str] | None] = []
    for one in selected:
        text = None if one.best is None else texts.get(AnnotationEdit.for_symbol(one.symbol, one.best.type))
        choices.append(None if one.best is None or text is None else (one.best, text))
    return choices


def _at_least(prediction: FilePrediction, least: float) -> FilePrediction:
    return replace(prediction, symbols=tuple(_limited(one, least) for one in prediction))


def _limited(prediction: TypePrediction, least: float) -> TypePrediction:
    kept = tuple(candidate for candidate in prediction.candidates if candidate.probability >= least)
    skipped = prediction.skipped if kept or prediction.skipped else f"no type reached {least:g}"
    return replace(prediction, candidates=kept, skipped=skipped)


def _place_of(slot: Slot, document: SourceDocument) -> int | None:
    """Return the offset in the exact text at which the annotation of a slot would stand."""
    statement, lines = slot.statement, document.exact_lines
    if not isinstance(statement, FunctionNode):
        return lines.span(statement.targets[0])[1] if isinstance(statement, ast.Assign) else None
    if slot.kind is SymbolKind.RETURN:
        try:
            colon = header_end(document, statement) - 1
        except ValueError:
            return None
        return len(document.exact_text[:colon].rstrip(" \t"))
    function = semantics_of(document).function(statement)
    argument = next((argument for argument, _ in function.parameters if argument.arg == slot.name), None)
    if argument is None or argument.end_lineno is None or argument.end_col_offset is None:
        return None
    return lines.utf8_offset(argument.end_lineno, argument.end_col_offset)


def _first_line(function: FunctionNode) -> int:
    return min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
