"""The one contract of everything that recommends types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graph_extraction import Obstacle, Symbol, SymbolKind
from typilus.annotation_types import FileNames
from typilus.project import AnalysedFile
from typilus.typespace import Neighbor

__all__ = [
    "Recommendation",
    "Recommender",
    "skip_reason",
]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended type of one symbol.

    Attributes:
        type: Canonical text.
        probability: In 0..1.
        source: Id of the `Source` that says it.
        certain: It follows from the code, and no guess of another recommender is heard.
        evidence: The nearest markers that spoke for it, nearest first, where they were asked for.
        distance: Of the nearest thing that speaks for it, None where the recommender knows no distances. A probability
            compares a symbol's types with each other; a distance tells whether any of them is near at all.
        reasons: In words, what it follows from.
    """

    type: str
    probability: float
    source: str
    certain: bool = False
    evidence: tuple[Neighbor, ...] = ()
    distance: float | None = None
    reasons: tuple[str, ...] = ()


class Recommender(Protocol):
    """Recommends types for the symbols of files."""

    def recommend(self, files: Sequence[AnalysedFile]) -> list[list[list[Recommendation]]]:
        """Return for each file and each symbol of its graph the recommendations, the most probable first."""
        ...


def skip_reason(symbol: Symbol, names: FileNames) -> str | None:
    """Return the reason, in words, why nothing should be suggested for a symbol, None if something should."""
    if symbol.obstacle is Obstacle.RECEIVER:
        return f"{symbol.obstacle}: its class is its type"
    if symbol.kind is SymbolKind.VARIABLE and names.stands_for_type(symbol.name):
        return "a name of a type"
    return None
