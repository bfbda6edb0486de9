"""The actions at a place of a buffer: one type or another for a symbol, a whole function, the whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph_extraction import SymbolKind
from typilus.counting import counted
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis
from typilus.interfaces.lsp.inlay_hints import sure_percent
from typilus.rewriting import AnnotationEdit

__all__ = ["FIX_ALL", "ONE_TYPE", "SEVERAL_TYPES", "PlannedAction", "planned_actions"]

FIX_ALL: Final = "source.fixAll.typilus"
ONE_TYPE: Final = "refactor.rewrite.typilus"
SEVERAL_TYPES: Final = "refactor.rewrite.typilus.all"
_OFFERED: Final = 5
_LEAST: Final = 0.02
"""What is less probable is not worth a line of a menu."""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action whose edits are not made yet.

    Attributes:
        title: Words in the editor's menu.
        action_kind: Kind of the protocol.
        annotations: What it would write.
        is_preferred: Whether it is what most would choose.
    """

    title: str
    action_kind: str
    annotations: tuple[AnnotationEdit, ...]
    is_preferred: bool = False


def planned_actions(
    analysis: BufferAnalysis, start: tuple[int, int], end: tuple[int, int], is_wanted: Callable[[str], bool]
) -> Iterator[PlannedAction]:
    """Yield the actions for a cursor or a selection.

    Args:
        analysis: Of the buffer as it is.
        start: Of the selection; lines from 1.
        end: Of the selection, the same for a cursor.
        is_wanted: Tells of a kind of actions whether the editor asks for it.
    """
    if is_wanted(ONE_TYPE):
        yield from _of_symbols(analysis, start)
    if is_wanted(SEVERAL_TYPES):
        yield from _of_selection(analysis, start, end)
        function = analysis.function_at(start[0])
        if function is not None and start == end:
            inside = [written.edit for written in analysis.written if analysis.is_in(written, function)]
            yield from _several(f"Annotate {function.name}()", SEVERAL_TYPES, inside)
    if is_wanted(FIX_ALL):
        yield from _several("Annotate this file", FIX_ALL, [written.edit for written in analysis.written])


def _of_symbols(analysis: BufferAnalysis, start: tuple[int, int]) -> Iterator[PlannedAction]:
    for prediction, slot in analysis.slots_at(*start):
        if slot.annotation is not None:
            continue
        shown = {written.edit for written in analysis.written if written.prediction is prediction}
        offered = 0
        for candidate in prediction.candidates:
            edit = AnnotationEdit.for_symbol(prediction.symbol, candidate.type)
            if offered == _OFFERED or candidate.probability < _LEAST:
                break
            if analysis.annotator.objection(edit) is None:
                offered += 1
                name = (
                    f"{prediction.symbol.name}()"
                    if prediction.symbol.kind is SymbolKind.RETURN
                    else prediction.symbol.name
                )
                arrow = " -> " if prediction.symbol.kind is SymbolKind.RETURN else ": "
                title = f"{name}{arrow}{candidate.text} ({sure_percent(candidate.probability)})"
                yield PlannedAction(title, ONE_TYPE, (edit,), edit in shown)


def _of_selection(analysis: BufferAnalysis, start: tuple[int, int], end: tuple[int, int]) -> Iterator[PlannedAction]:
    if start == end:
        return
    inside = [
        written.edit
        for written in analysis.written
        if start <= (written.prediction.symbol.line, written.prediction.symbol.column) <= end
    ]
    yield from _several("Annotate the selection", SEVERAL_TYPES, inside)


def _several(title: str, action_kind: str, annotations: Sequence[AnnotationEdit]) -> Iterator[PlannedAction]:
    if annotations:
        yield PlannedAction(f"{title}: {counted(len(annotations), 'type')}", action_kind, tuple(annotations))
