"""Why a symbol's types are ranked as they are: who said them, what their scores are made of, what was rejected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typilus.prediction.joining import JoinedFile
from typilus.prediction.values import TypeCandidate, TypePrediction
from typilus.ranking import RankedType
from typilus.recommenders import INFERRED_COMPLETE, PROVED, Recommendation
from typilus.typespace import Neighbor

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["CandidateExplanation", "SymbolExplanation", "explain_symbols"]

_DIGITS = 4
_PARTS = 4


@dataclass(frozen=True, slots=True)
class CandidateExplanation:
    """One candidate.

    Attributes:
        candidate: the type, its probability, what it follows from, the nearest markers.
        said: by source, the highest probability that it gave.
        parts: what the score is made of: groups of features and how much each adds; empty of what is certain.
    """

    candidate: TypeCandidate
    said: tuple[tuple[str, float], ...]
    parts: tuple[tuple[str, float], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            **self.candidate.to_dict(),
            "said": {source: round(chance, _DIGITS) for source, chance in self.said},
            "parts": {name: round(value, _DIGITS) for name, value in self.parts},
            "reasons": list(self.candidate.reasons),
            "markers": [_marker_dict(each) for each in self.candidate.evidence],
        }


@dataclass(frozen=True, slots=True)
class SymbolExplanation:
    """One symbol.

    Attributes:
        prediction: the symbol and its candidates.
        candidates: the most probable first.
        rejected: what was said and cannot be, and why: no import can reach it, an operation does not take it.
    """

    prediction: TypePrediction
    candidates: tuple[CandidateExplanation, ...]
    rejected: tuple[tuple[Recommendation, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        rejected = [
            {
                "type": each.type,
                "probability": round(each.probability, _DIGITS),
                "source": each.source,
                "reason": reason,
            }
            for each, reason in self.rejected
        ]
        candidates = [each.to_dict() for each in self.candidates]
        return {**self.prediction.to_dict(), "candidates": candidates, "rejected": rejected}

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
            return Group(title, Text(f"  {self.prediction.skipped}", style="italic"))
        table = Table(box=None, pad_edge=False, show_edge=False)
        for name in ("", "type", "said by", "score"):
            table.add_column(name, overflow="fold")
        for each in self.candidates:
            said = ", ".join(f"{source} {chance:.2f}" for source, chance in each.said)
            parts = ", ".join(f"{name} {value:+.1f}" for name, value in each.parts[:_PARTS])
            table.add_row(f"{each.candidate.probability:.0%}", Text(each.candidate.text), said, parts)
        lines: list[RenderableType] = [title, table]
        for each in self.candidates:
            told = [*each.candidate.reasons, *(f"near {_marker_text(other)}" for other in each.candidate.evidence)]
            if told:
                lines.append(Text(f"  {each.candidate.text}:"))
                lines += [Padding(Text(one, style="dim"), (0, 0, 0, 4)) for one in told]
        for refused, reason in self.rejected:
            against = f"rejected: {refused.type} ({refused.source} {refused.probability:.2f}): {reason}"
            lines.append(Padding(Text(against, style="dim"), (0, 0, 0, 2)))
        return Group(*lines)


def explain_symbols(joined: JoinedFile, line: int | None, top: int = 5) -> Iterator[SymbolExplanation]:
    """The symbols first bound in a line (from 1), or all, with the best `top` candidates of each; no receivers."""
    for prediction, heard in zip(joined.prediction, joined.heard, strict=True):
        if line not in (None, prediction.symbol.line) or prediction.symbol.is_receiver:
            continue
        ranked: dict[str, RankedType] = {each.type: each for each in heard.ranked}
        explained = []
        for candidate in prediction.candidates[:top]:
            said: dict[str, float] = {}
            for voice in heard.voices:
                if voice.type == candidate.type:
                    doubted = voice.source == PROVED.id and PROVED.id not in candidate.sources
                    source = INFERRED_COMPLETE.id if doubted else voice.source
                    said[source] = max(said.get(source, 0.0), voice.probability)
            ordered = tuple((source, said[source]) for source in candidate.sources if source in said)
            parts = ranked[candidate.type].parts
            explained.append(CandidateExplanation(candidate, ordered, parts))
        yield SymbolExplanation(prediction, tuple(explained), heard.rejected)


def _marker_text(neighbour: Neighbor) -> str:
    marker = neighbour.marker
    place = f"{marker.project}/{marker.path}" if marker.project else marker.path
    return f"{marker.name} in {place}:{marker.line}, {neighbour.distance:.2f} away"


def _marker_dict(neighbour: Neighbor) -> dict[str, Any]:
    marker = neighbour.marker
    return {
        "name": marker.name,
        "project": marker.project,
        "path": marker.path,
        "line": marker.line,
        "distance": round(float(neighbour.distance), _DIGITS),
    }
