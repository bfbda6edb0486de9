"""Join the answers of several recommenders for a file into one ranked list a symbol, written as the file would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from graph_extraction import Symbol
from typilus.annotation_types import is_test_module
from typilus.prediction.agreeing import agreed
from typilus.prediction.asking import ask, without_stand_ins
from typilus.prediction.contradictions import Contradictions
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.prediction.file_spelling import FileSpelling
from typilus.project import AnalyzedFile, Embedder, VisibleTypesCache
from typilus.ranking import (
    Facts,
    PositionAdapter,
    RankedType,
    Ranker,
    SymbolFacts,
    TypeFacts,
    compose,
    correct,
    overlooks,
    strongest,
    with_independent,
)
from typilus.ranking.namesakes import namesakes
from typilus.recommenders import (
    EMPTY,
    SOURCE_OF,
    SOURCES,
    FileContext,
    InferredFile,
    Need,
    Recommendation,
    Recommender,
    StaticRecommender,
    skip_reason,
)
from typilus.typespace import Neighbor

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["GUESS", "NO_LIMITS", "JoinedFile", "Joiner", "Limits", "SymbolRanking"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of what is shown: the number of candidates (`top`) and the least probability."""

    top: int
    min_confidence: float

    def __post_init__(self) -> None:
        if self.top < 1:
            raise ValueError(f"top must be at least 1, not {self.top}")
        if not 0 <= self.min_confidence <= 1:
            raise ValueError(f"min_confidence must be in 0..1, not {self.min_confidence}")


NO_LIMITS = Limits(top=1_000_000, min_confidence=0.0)


GUESS = 0.6
"""The highest probability of a type that only a function's constant results speak for, where other results are unknown.
The network goes by the constants, too, and is no independent evidence."""
_UNSEEN = "no import can reach it"
_COMPLETE = frozenset(source.id for source in SOURCES if source.is_complete)


@dataclass(frozen=True, slots=True)
class SymbolRanking:
    """The recommendations for one symbol and their ranking.

    Attributes:
        recommendations: All recommendations as they are meant at its place, and what was made of them.
        rejected: Those whose classes the file cannot name, or that an operation does not take; and why.
        facts: What the ranking goes by, beside the recommendations.
        ranked: The types, the most probable first.
        alone: The same before all symbols of the file were made to agree.
    """

    recommendations: tuple[Recommendation, ...]
    rejected: tuple[tuple[Recommendation, str], ...]
    facts: Facts
    ranked: tuple[RankedType, ...]
    alone: tuple[RankedType, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """A prediction and where it comes from.

    Attributes:
        file: What was read.
        prediction: The ranked candidates.
        rankings: Of each of its symbols all that was said and how it was ranked.
    """

    file: AnalyzedFile
    prediction: FilePrediction
    rankings: tuple[SymbolRanking, ...]


class Joiner:
    """Asks recommenders, puts what they say together and ranks it.

    Args:
        recommenders: The recommenders, those that ask for earlier answers included.
        ranker: Ranks; None for the highest probability that any recommender gives.
        frequency: How often the network has seen each type.
        markers: Of the project, which knows the public names of its classes.
        static: Infers what follows from the code, and from what the recommenders say; rejects what cannot be.
        embedder: The network, for the recommenders that need its points.
    """

    def __init__(
        self,
        recommenders: Sequence[Recommender],
        ranker: Ranker | None = None,
        frequency: Mapping[str, int] | None = None,
        markers: ProjectMarkers | None = None,
        static: StaticRecommender | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self._first = [recommender for recommender in recommenders if Need.EARLIER not in recommender.needs]
        self._last = [recommender for recommender in recommenders if Need.EARLIER in recommender.needs]
        needs = {need for recommender in recommenders for need in recommender.needs}
        self._embedder = embedder if Need.EMBEDDING in needs else None
        sources = [source for recommender in recommenders for source in recommender.sources]
        self._sources_of_none = frozenset(source.id for source in sources if source.may_say_none)
        self._static = static
        self._visible_types = VisibleTypesCache(None if markers is None else markers.types)
        self._ranker = ranker
        self._frequency = frequency or {}
        self._markers = markers

    def join(self, file: AnalyzedFile, limits: Limits, *, with_parts: bool = False) -> JoinedFile:
        """Ask all recommenders about a file, and keep the candidates within the limits.

        Args:
            file: What was read.
            limits: The candidates to keep.
            with_parts: Whether to tell the parts of each score (see `RankedType`).

        Raises:
            TypilusError: An added recommender breaks the contract (see `ask`).
        """
        embedding = None if self._embedder is None else self._embedder.embed([file.graph])[0]
        context = FileContext(file, self._markers, self._visible_types, embedding)
        writer = FileSpelling(file, self._markers)
        evidence = SymbolFacts(file)
        types = TypeFacts(self._visible_types.for_file(file), self._frequency)
        means = _RankingMeans(types, writer.position_adapter, with_parts)
        rankings: list[SymbolRanking] = []
        answers = self._ask(self._first, context, writer)
        inferred = None
        if self._static is not None:
            inferred = self._static.infer(file, _by_symbol(answers))
            answers.append(inferred.recommendations)
        if self._last:
            answers += self._ask(self._last, replace(context, earlier=_by_symbol(answers)), writer)
        skipped = [
            skip_reason(symbol, file.names) or (None if inferred is None else inferred.skip_reason(index))
            for index, symbol in enumerate(file.graph.symbols)
        ]
        for index, (symbol, *parts) in enumerate(zip(file.graph.symbols, *answers, strict=True)):
            recommendations = writer.position_adapter.adapt(
                symbol,
                [
                    self._public(recommendation)
                    for part in parts
                    for recommendation in part
                    if self._may_be_said(recommendation)
                ],
            )
            if skipped[index] is not None:
                rankings.append(SymbolRanking(tuple(recommendations), (), {}, ()))
            else:
                knowledge = None if inferred is None else _Known(inferred, index)
                rankings.append(self._ranking(means, symbol, recommendations, evidence.of(symbol), knowledge))
        contradictions = Contradictions(file, inferred)
        if inferred is not None:
            ranked = agreed(inferred, [ranking.ranked for ranking in rankings], writer.text)
            pairs = zip(rankings, ranked, strict=True)
            rankings = [replace(ranking, ranked=tuple(types), alone=ranking.ranked) for ranking, types in pairs]
        symbols = tuple(
            replace(
                _with_reassigned(_prediction(writer, symbol, skipped[index], ranking, limits), inferred, index),
                contradiction=writer.contradiction(contradictions.of(index)),
                misuse=contradictions.misuse(index),
            )
            for index, (symbol, ranking) in enumerate(zip(file.graph.symbols, rankings, strict=True))
        )
        return JoinedFile(file, FilePrediction(file.path, None, symbols, document=file.document), tuple(rankings))

    @staticmethod
    def _ask(
        recommenders: Sequence[Recommender], context: FileContext, writer: FileSpelling
    ) -> list[Sequence[Sequence[Recommendation]]]:
        """Return the answers of some recommenders, without the classes that only tests use."""
        answers = [ask(recommender, context) for recommender in recommenders]
        if is_test_module(context.file.module):
            return answers
        return [[without_stand_ins(part, writer.named) for part in answer] for answer in answers]

    def _ranking(
        self,
        means: _RankingMeans,
        symbol: Symbol,
        recommendations: Sequence[Recommendation],
        evidence: Mapping[str, float],
        knowledge: _Known | None,
    ) -> SymbolRanking:
        recommendations = recommendations if knowledge is None else knowledge.with_heirs(recommendations)
        certain = [candidate for candidate in recommendations if candidate.certain]
        if certain or self._ranker is None:
            return SymbolRanking(tuple(recommendations), (), {}, tuple(strongest(certain or recommendations)))
        visible, positions = means.types.visible, means.positions
        weighed = [candidate for candidate in recommendations if candidate.source in SOURCE_OF]
        kept, corrected = correct(symbol, weighed, visible)
        corrected = positions.without_unnameable(symbol, corrected)
        others = [candidate for candidate in recommendations if candidate.source not in SOURCE_OF]
        added, _ = correct(symbol, others, visible)
        named = [*kept, *corrected, *added]
        staying = set(map(id, named))
        against = {} if knowledge is None else knowledge.against(named)
        rejected = [
            (candidate, against.get(candidate.type, _UNSEEN))
            for candidate in [*recommendations, *corrected]
            if id(candidate) not in staying or candidate.type in against
        ]
        completed = (
            []
            if knowledge is None
            else knowledge.completed([candidate for candidate in kept if candidate.type in against])
        )
        # The trees were grown beside all that was corrected: what is rejected of it keeps its share in the ranking.
        usable = [*(candidate for candidate in kept if candidate.type not in against), *corrected, *completed]
        usable += positions.without_unnameable(symbol, compose(symbol, usable, evidence, visible))
        facts = means.types.of(symbol, [candidate.type for candidate in usable], evidence)
        ranked = [
            candidate
            for candidate in self._ranker.rank(symbol.kind.value, facts, usable, with_parts=means.with_parts)
            if candidate.type not in against
        ]
        added = [candidate for candidate in added if candidate.type not in against]
        ranked = with_independent(ranked, added)
        usable = [candidate for candidate in [*usable, *added] if candidate.type not in against]
        if knowledge is not None:
            ranked = knowledge.limited(ranked, namesakes(usable))
        return SymbolRanking(tuple(usable), tuple(rejected), facts, tuple(ranked))

    def _may_be_said(self, recommendation: Recommendation) -> bool:
        """None follows from control flow, or only those say it whose sources may."""
        return recommendation.certain or recommendation.type != "None" or recommendation.source in self._sources_of_none

    def _public(self, recommendation: Recommendation) -> Recommendation:
        type_text = recommendation.type if self._markers is None else self._markers.public(recommendation.type)
        return recommendation if type_text == recommendation.type else replace(recommendation, type=type_text)


@dataclass(frozen=True, slots=True)
class _RankingMeans:
    """Facts and names for all symbols of a file, and whether to tell the parts of scores."""

    types: TypeFacts
    positions: PositionAdapter
    with_parts: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """The answers of static inference about one symbol."""

    file: InferredFile
    place: int

    def with_heirs(self, recommendations: Sequence[Recommendation]) -> Sequence[Recommendation]:
        """Return the recommendations. None from an overridden method's empty body counts if the overrides agree."""
        if not any(candidate.certain for candidate in recommendations):
            return recommendations
        denied = self.file.left_open(self.place)
        if denied:
            return [candidate for candidate in recommendations if not candidate.certain]
        if denied is None:
            return recommendations
        return [
            replace(candidate, probability=max(candidate.probability, EMPTY)) if candidate.certain else candidate
            for candidate in recommendations
        ]

    def against(self, recommendations: Sequence[Recommendation]) -> dict[str, str]:
        """Return the types that the code rules out, and why. Operations rule out no type inferred from all the code."""
        inferred = {candidate.type for candidate in recommendations if candidate.source in _COMPLETE}
        asked = {candidate.type for candidate in recommendations if not candidate.certain}
        reasons = ((kind, self.file.objection(self.place, kind, kind in inferred)) for kind in sorted(asked))
        return {type_text: reason for type_text, reason in reasons if reason is not None}

    def completed(self, recommendations: Sequence[Recommendation]) -> list[Recommendation]:
        """Return the recommendations that become complete with further types that the body provides for."""
        wholes = ((candidate, self.file.completed(self.place, candidate.type)) for candidate in recommendations)
        return [replace(candidate, type=whole) for candidate, whole in wholes if whole != candidate.type]

    def limited(self, ranked: Sequence[RankedType], classes: frozenset[str]) -> list[RankedType]:
        """Return the ranking, in which types become mere guesses if the code leaves them open or only constants show
        them, or if they overlook a class with the symbol's name."""
        if not ranked or ranked[0].probability <= GUESS:
            return list(ranked)
        guess = self.file.little_known(self.place)
        limited = [
            replace(candidate, probability=GUESS)
            if candidate.probability > GUESS
            and (
                candidate.type == guess
                or overlooks(candidate, classes)
                or self.file.is_doubtful(self.place, candidate.type)
            )
            else candidate
            for candidate in ranked
        ]
        return sorted(limited, key=lambda candidate: -candidate.probability)


def _with_reassigned(prediction: TypePrediction, inferred: InferredFile | None, index: int) -> TypePrediction:
    """The prediction, with what speaks against writing its candidates."""
    if inferred is None:
        return prediction
    reasons = [inferred.reassigned(index, candidate.type) for candidate in prediction.candidates]
    if not any(reasons):
        return prediction
    pairs = zip(prediction.candidates, reasons, strict=True)
    return replace(prediction, candidates=tuple(replace(candidate, reassigned=reason) for candidate, reason in pairs))


def _by_symbol(answers: Sequence[Sequence[Sequence[Recommendation]]]) -> list[list[Recommendation]]:
    """For each symbol the recommendations of all."""
    return [[recommendation for part in parts for recommendation in part] for parts in zip(*answers, strict=True)]


def _below(least: float, probability: float) -> str:
    """A probability with two digits, or with so many that it is seen to be lower than what it did not reach."""
    texts = (f"{probability:.{digits}f}" for digits in range(2, 17))
    return next((text for text in texts if float(text) < least), str(probability))


def _prediction(
    writer: FileSpelling, symbol: Symbol, reason: str | None, ranking: SymbolRanking, limits: Limits
) -> TypePrediction:
    topic = None
    if reason is not None:
        return TypePrediction(symbol, symbol.annotation, reason, ())
    writable = ((ranked, text) for ranked in ranking.ranked if (text := writer.text(ranked.type)) is not None)
    best = next(writable, None)
    if best is None:
        return TypePrediction(symbol, symbol.annotation, "no annotated symbol is close enough to vote", ())
    first = islice(chain([best], writable), limits.top)
    kept = list(takewhile(lambda pair: pair[0].probability >= limits.min_confidence, first))
    if not kept:
        (ranked, text), least = best, limits.min_confidence
        topic = f"no type reached {least:g}"
        reason = f"{topic}: the best, {text}, has {_below(least, ranked.probability)}"
    candidates = _candidates(kept, ranking.recommendations)
    return TypePrediction(symbol, symbol.annotation, reason, candidates, skip_topic=topic)


def _candidates(
    kept: Sequence[tuple[RankedType, str]], recommendations: Sequence[Recommendation]
) -> tuple[TypeCandidate, ...]:
    """The types that are kept, as the file writes them, with what was said for each."""
    evidence: dict[str, tuple[Neighbor, ...]] = {}
    reasons: dict[str, dict[str, None]] = {ranked.type: {} for ranked, _ in kept}
    for recommendation in recommendations:
        if recommendation.type in reasons:
            if recommendation.evidence:
                evidence.setdefault(recommendation.type, recommendation.evidence)
            reasons[recommendation.type].update(dict.fromkeys(recommendation.reasons))
    return tuple(
        TypeCandidate(
            ranked.type,
            text,
            ranked.probability,
            ranked.source,
            evidence=evidence.get(ranked.type, ()),
            sources=ranked.sources,
            reasons=tuple(reasons[ranked.type]),
        )
        for ranked, text in kept
    )
