"""Types that would be written, as hints in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types

from graph_extraction import SymbolKind
from typilus.interfaces.lsp.action_data import ActionData
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis, WrittenType
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.moved_offsets import MovedOffsets
from typilus.recommenders import PROVED
from typilus.rewriting import AnnotationEdit

__all__ = ["HintRequest", "hints_of", "moved_hints", "sure_percent"]

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class HintRequest:
    """The part of a buffer whose hints are asked for.

    Attributes:
        uri: Of the document that is asked for.
        version: Of the buffer.
        lines: First and last line of the buffer, from 0.
        edits_of: Gives the edits of one annotation, if the editor wants them at once, as it cannot ask for them later.
    """

    uri: str
    version: int | None
    lines: tuple[int, int]
    edits_of: Callable[[AnnotationEdit], Sequence[types.TextEdit] | None] | None = None


def hints_of(analysis: BufferAnalysis, request: HintRequest) -> Iterator[types.InlayHint]:
    """Yield the hints of a buffer that is as it was analyzed."""
    mark = len(analysis.text.text) - len(analysis.text.text.removeprefix(_MARK))
    for written in analysis.written:
        position = analysis.text.position_at(written.offset + mark)
        if request.lines[0] <= position.line <= request.lines[1]:
            hint = _hint(written, position)
            if request.edits_of is not None:
                hint.text_edits = request.edits_of(written.edit)
            else:
                hint.data = ActionData(request.uri, request.version, (written.edit,)).to_json()
            yield hint


def moved_hints(analysis: BufferAnalysis, text: BufferText, request: HintRequest) -> Iterator[types.InlayHint]:
    """Yield the hints of an earlier state of a buffer that still have their place, without edits."""
    moved = MovedOffsets(analysis.text.text, text.text)
    mark = len(analysis.text.text) - len(analysis.text.text.removeprefix(_MARK))
    for written in analysis.written:
        offset = moved(written.offset + mark)
        if offset is not None:
            position = text.position_at(offset)
            if request.lines[0] <= position.line <= request.lines[1]:
                yield _hint(written, position)


def sure_percent(probability: float) -> str:
    """Return a probability as a percentage that is never rounded to a hundred."""
    return f"{min(int(probability * 100 + 0.5), 99)} %"


def _hint(written: WrittenType, position: types.Position) -> types.InlayHint:
    label = f" -> {written.text}" if written.prediction.symbol.kind is SymbolKind.RETURN else f": {written.text}"
    return types.InlayHint(
        position,
        label,
        kind=types.InlayHintKind.Type,
        tooltip=types.MarkupContent(types.MarkupKind.Markdown, _tooltip(written)),
    )


def _tooltip(written: WrittenType) -> str:
    candidate = written.candidate
    share = "follows from the code" if candidate.source == PROVED.id else sure_percent(candidate.probability)
    lines = [f"`{candidate.type}`: {share} ({', '.join(candidate.sources or (candidate.source,))})"]
    lines += [f"- {reason}" for reason in candidate.reasons[:3]]
    return "\n".join([lines[0], "", *lines[1:]]).rstrip()
