"""What several recommenders say of a file, joined: for each symbol one ranked list, written as the file would."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typilus.annotation_types import TypeExpression, parse_type, render
from typilus.errors import TypeExpressionError
from typilus.prediction.places import Places
from typilus.prediction.reading import ReadFile
from typilus.prediction.recommender import Recommendation, Recommender, skip_reason
from typilus.prediction.values import FilePrediction, TypeCandidate, TypePrediction

if TYPE_CHECKING:
    from typilus.prediction.project import ProjectMarkers

__all__ = ["EVERYTHING", "Filter", "JoinedFile", "join"]


@dataclass(frozen=True, slots=True)
class Filter:
    """How many candidates to show (`top`), and from which probability on."""

    top: int
    min_confidence: float

    def __post_init__(self) -> None:
        if self.top < 1 or not 0 <= self.min_confidence <= 1:
            raise ValueError(f"top must be at least 1 and min_confidence in 0..1: {self.top}, {self.min_confidence}")


EVERYTHING = Filter(top=1_000_000, min_confidence=0.0)


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """A prediction and where it comes from.

    Attributes:
        file: what was read.
        prediction: the ranked candidates.
        voices: of each of its symbols all recommendations, as they are meant at its place.
    """

    file: ReadFile
    prediction: FilePrediction
    voices: tuple[tuple[Recommendation, ...], ...]


def join(
    recommenders: Sequence[Recommender], files: Sequence[ReadFile], markers: ProjectMarkers | None, chosen: Filter
) -> list[JoinedFile]:
    """Ask all recommenders about some files.

    Args:
        recommenders: who is asked.
        files: the files.
        markers: of their project, which knows the public names of its classes.
        chosen: which candidates to keep.
    """
    answers = [recommender.recommend(files) for recommender in recommenders]
    joined = []
    for number, file in enumerate(files):
        writer = _Writer(file, markers)
        rows = zip(file.graph.symbols, *(answer[number] for answer in answers), strict=True)
        voices = tuple(
            tuple(writer.places.fitted(symbol, [each for part in parts for each in part])) for symbol, *parts in rows
        )
        symbols = tuple(_prediction(writer, position, said, chosen) for position, said in enumerate(voices))
        joined.append(JoinedFile(file, FilePrediction(file.path, None, symbols), voices))
    return joined


class _Writer:
    """Types as one file would write them."""

    def __init__(self, file: ReadFile, markers: ProjectMarkers | None) -> None:
        self.file = file
        self.places = Places(file)
        self._known: dict[str, str | None] = {}
        self._named = frozenset({*file.names.imports.values(), *file.names.definitions.values()})
        self._local: dict[str, str] = {}
        if markers is not None:
            # A class's public name is not what the file that defines it, or imports it from elsewhere, calls it.
            self._local = {markers.exports.public_name(name): name for name in sorted(self._named)}

    def text(self, kind: str) -> str | None:
        """How the file would write a canonical type; None for what it cannot."""
        if kind not in self._known:
            try:
                expression = _respelled(parse_type(kind), self._local)
                private = _is_private(expression, self._named)
                self._known[kind] = None if private else render(expression, self.file.names).text
            except TypeExpressionError:
                self._known[kind] = None
        return self._known[kind]


def _respelled(expression: TypeExpression, names: Mapping[str, str]) -> TypeExpression:
    arguments = tuple(_respelled(argument, names) for argument in expression.arguments)
    return TypeExpression(names.get(expression.name, expression.name), arguments)


def _is_private(expression: TypeExpression, named: Container[str]) -> bool:
    """Whether it holds a type variable, or a class that is private to some module and that the file does not name."""
    name = expression.name.rpartition(".")[2]
    private = name.startswith(("_", "~")) and expression.name not in named
    return private or any(_is_private(argument, named) for argument in expression.arguments)


def _prediction(
    writer: _Writer, position: int, recommendations: Sequence[Recommendation], chosen: Filter
) -> TypePrediction:
    symbol = writer.file.graph.symbols[position]
    reason = skip_reason(symbol, writer.file.names)
    if reason is not None:
        return TypePrediction(symbol, symbol.annotation, reason, ())
    if any(each.certain for each in recommendations):
        recommendations = [each for each in recommendations if each.certain]
    ranked: dict[str, TypeCandidate] = {}
    for each in sorted(recommendations, key=lambda recommendation: -recommendation.probability):
        text = writer.text(each.type)
        if text is not None and each.type not in ranked:
            ranked[each.type] = TypeCandidate(each.type, text, each.probability, each.source, evidence=each.evidence)
    kept = [each for each in ranked.values() if each.probability >= chosen.min_confidence][: chosen.top]
    if not ranked:
        reason = "no type is known near it"
    elif not kept:
        best = next(iter(ranked.values()))
        reason = f"no type reached {chosen.min_confidence:g}: the best, {best.text}, has {best.probability:.2f}"
    return TypePrediction(symbol, symbol.annotation, reason, tuple(kept))
