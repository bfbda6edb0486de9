"""Explain the ranking of a symbol's types: their sources, the parts of their scores, and the rejected types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from graph_extraction import Symbol, read_source
from typilus import html_views
from typilus.counting import counted
from typilus.errors import SourceError
from typilus.prediction.confidence_styles import confidence_style
from typilus.prediction.file_prediction import TypeCandidate, TypePrediction
from typilus.prediction.joining import JoinedFile
from typilus.printable import local_path
from typilus.ranking import RankedType
from typilus.recommenders import INFERRED_COMPLETE, PROVED, Recommendation
from typilus.typespace import Neighbor, TypeMarker

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["LEGEND", "CandidateExplanation", "SymbolExplanation", "explain_symbols"]

_DIGITS = 4
_HEADS = ("", "type", "said by", "score", "because")
_PARTS = 4
_CODE_WIDTH = 100
LEGEND = """\
said by: who recommends the type, each with its own probability. score: what raises (+) or lowers (-) the type beside
the others: a source, the code around the symbol, the type itself, the agreement of sources. near: similar symbols that
are annotated with it. is: it follows from the code; the percentage says how likely people write just that."""


@dataclass(frozen=True, slots=True)
class CandidateExplanation:
    """One candidate.

    Attributes:
        candidate: Type with its probability, reasons and nearest markers.
        said: Highest probability that each source gave.
        parts: Parts of the score: groups of features and how much each adds; empty for certain types.
    """

    candidate: TypeCandidate
    said: tuple[tuple[str, float], ...]
    parts: tuple[tuple[str, float], ...]

    @property
    def in_words(self) -> tuple[str, str]:
        """The sources with their probabilities, and the greatest parts of the score."""
        sources = ", ".join(f"{source} {chance:.2f}" for source, chance in self.said)
        return sources, ", ".join(f"{name} {_signed(value)}" for name, value in self.parts[:_PARTS])

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            **self.candidate.to_dict(),
            "said": {source: round(chance, _DIGITS) for source, chance in self.said},
            "parts": {name: round(value, _DIGITS) for name, value in self.parts},
            "reasons": list(self.candidate.reasons),
            "markers": [_marker_dict(marker) for marker in self.candidate.evidence],
        }


@dataclass(frozen=True, slots=True, repr=False)
class SymbolExplanation:
    """One symbol. It is printed by rich, and displayed in a notebook.

    Attributes:
        prediction: Symbol and its candidates.
        candidates: Candidates, the most probable first.
        rejected: Recommended types that are impossible, with the reason: no import can reach it, an operation does not
            take it.
    """

    prediction: TypePrediction
    candidates: tuple[CandidateExplanation, ...]
    rejected: tuple[tuple[Recommendation, str], ...]

    @property
    def symbol(self) -> Symbol:
        """The symbol."""
        return self.prediction.symbol

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        rejected = [
            {
                "type": candidate.type,
                "probability": round(candidate.probability, _DIGITS),
                "source": candidate.source,
                "reason": reason,
            }
            for candidate, reason in self.rejected
        ]
        candidates = [candidate.to_dict() for candidate in self.candidates]
        return {**self.prediction.to_dict(), "candidates": candidates, "rejected": rejected}

    def __repr__(self) -> str:
        return repr(self.prediction).replace("TypePrediction", "SymbolExplanation", 1)

    def _repr_html_(self) -> str:
        symbol = self.prediction.symbol
        beside = f"{symbol.kind.value}, line {symbol.line}"
        if self.prediction.existing:
            beside += f", written: {self.prediction.existing}"
        if self.prediction.skipped is not None:
            views = [f"<div>{html_views.note(self.prediction.skipped)}</div>"]
        else:
            views = [html_views.table(_HEADS, map(_html_row, self.candidates))]
        against = [
            html_views.note(f"{refused.type} ({refused.source} {refused.probability:.2f}): {reason}")
            for refused, reason in self.rejected
        ]
        if against:
            lines = "".join(f"<div><small>{line}</small></div>" for line in against)
            views.append(html_views.folded(f"{counted(len(against), 'type')} rejected", lines))
        return html_views.block(self.prediction.qualified_name, *views, after=beside)

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        symbol = self.prediction.symbol
        written = f", written: {self.prediction.existing}" if self.prediction.existing else ""
        title = Text(f"{self.prediction.qualified_name}", style="bold")
        title.append(f"  {symbol.kind.value}, line {symbol.line}{written}", style="not bold dim")
        if self.prediction.skipped is not None:
            return Group(title, Text(f"  {self.prediction.skipped}", style="italic"), *self._refusals())
        table = Table(box=None, pad_edge=False, show_edge=False)
        for name in ("", "type", "said by", "score"):
            table.add_column(name, overflow="fold")
        for candidate in self.candidates:
            sources, parts = candidate.in_words
            style = confidence_style(candidate.candidate.probability)
            text = Text("is " if candidate.candidate.follows else "", style="dim").append(
                candidate.candidate.text, style
            )
            table.add_row(Text(f"{candidate.candidate.probability:.0%}", style), text, sources, parts)
        lines: list[RenderableType] = [title, table]
        for candidate in self.candidates:
            if reasons := list(_reasons(candidate.candidate)):
                lines.append(Text(f"  {candidate.candidate.text}:"))
                lines += [Padding(Text(one, style="dim"), (0, 0, 0, 4)) for one in reasons]
        return Group(*lines, *self._refusals())

    def _refusals(self) -> Iterator[RenderableType]:
        from rich.padding import Padding
        from rich.text import Text

        for refused, reason in self.rejected:
            against = f"rejected: {refused.type} ({refused.source} {refused.probability:.2f}): {reason}"
            yield Padding(Text(against, style="dim"), (0, 0, 0, 2))


def explain_symbols(joined: JoinedFile, line: int | None, top: int = 5) -> Iterator[SymbolExplanation]:
    """Yield the symbols first bound in a line (from 1), or all but receivers, each with its best `top` candidates."""
    for prediction, ranking in zip(joined.prediction, joined.rankings, strict=True):
        if line not in (None, prediction.symbol.line) or prediction.symbol.is_receiver:
            continue
        ranked: dict[str, RankedType] = {candidate.type: candidate for candidate in ranking.ranked}
        explained = []
        for candidate in prediction.candidates[:top]:
            recommendations: dict[str, float] = {}
            for recommendation in ranking.recommendations:
                if recommendation.type == candidate.type:
                    doubted = recommendation.source == PROVED.id and PROVED.id not in candidate.sources
                    source = INFERRED_COMPLETE.id if doubted else recommendation.source
                    recommendations[source] = max(recommendations.get(source, 0.0), recommendation.probability)
            ordered = tuple(
                (source, recommendations[source]) for source in candidate.sources if source in recommendations
            )
            parts = ranked[candidate.type].parts
            explained.append(CandidateExplanation(candidate, ordered, parts))
        yield SymbolExplanation(prediction, tuple(explained), ranking.rejected)


def _html_row(explained: CandidateExplanation) -> tuple[str, ...]:
    candidate = explained.candidate
    mark = "is " if candidate.follows else ""
    reasons = "<br>".join(html_views.code(one.strip()) for one in _reasons(candidate))
    type_ = mark + html_views.code(candidate.text, candidate.type)
    return html_views.share(candidate.probability), type_, *explained.in_words, f"<small>{reasons}</small>"


def _reasons(candidate: TypeCandidate) -> Iterator[str]:
    """Yield what a type follows from, and the markers near it, those of the user's own files with their lines."""
    yield from candidate.reasons
    for neighbor in candidate.evidence:
        yield f"near {_marker_text(neighbor)}"
        code = _code_of(neighbor.marker)
        if code:
            yield f"    {code}"


def _code_of(marker: TypeMarker) -> str:
    """Return the line of code of a marker, "" if it lies in the type map or the file is not what it was."""
    if marker.project or not marker.path:
        return ""
    try:
        line = read_source(marker.path).text.split("\n")[marker.line - 1].strip()
    except (IndexError, SourceError):
        return ""
    return shorten(line, _CODE_WIDTH, placeholder=" …") if marker.name in line else ""


def _marker_text(neighbor: Neighbor) -> str:
    marker = neighbor.marker
    location = f"{marker.project}/{marker.path}" if marker.project else local_path(marker.path)
    return f"{marker.name} in {location}:{marker.line}, {neighbor.distance:.2f} away"


def _marker_dict(neighbor: Neighbor) -> dict[str, Any]:
    marker = neighbor.marker
    return {
        "name": marker.name,
        "project": marker.project,
        "path": marker.path,
        "line": marker.line,
        "distance": round(float(neighbor.distance), _DIGITS),
    }


def _signed(value: float) -> str:
    """Return a number with its sign and one digit, without a minus if it rounds to zero."""
    return f"{round(value, 1) + 0.0:+.1f}"
