"""Join the answers of several recommenders for a file into one ranked list a symbol, written as the file would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph_extraction import Symbol
from typilus.annotation_types import is_test_module
from typilus.prediction.agreeing import agreed
from typilus.prediction.asking import ask, without_stand_ins
from typilus.prediction.code_facts import with_code_facts
from typilus.prediction.contradictions import Contradictions
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.prediction.file_spelling import FileSpelling
from typilus.prediction.symbol_knowledge import SymbolKnowledge
from typilus.project import AnalyzedFile, Embedder, VisibleTypesCache, embedding_of
from typilus.ranking import (
    Facts,
    PositionAdapter,
    RankedType,
    Ranker,
    SymbolFacts,
    TypeFacts,
    compose,
    correct,
    strongest,
    with_independent,
)
from typilus.ranking.namesakes import namesakes
from typilus.recommenders import (
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

__all__ = ["NO_LIMITS", "JoinedFile", "Joiner", "Limits", "SymbolRanking", "limited"]


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


_ALL_RULED_OUT = "all types that were recommended are ruled out (typilus explain tells why)"
_LATE = frozenset({Need.EARLIER, Need.RANKING})
_OWN = frozenset(source.id for source in SOURCES if not source.is_independent)
_UNSEEN = "no import can reach it"


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
        self._first = [recommender for recommender in recommenders if not recommender.needs & _LATE]
        self._last = [recommender for recommender in recommenders if recommender.needs & _LATE == {Need.EARLIER}]
        self._beside = [recommender for recommender in recommenders if Need.RANKING in recommender.needs]
        needs = {need for recommender in recommenders for need in recommender.needs}
        self._embedder = embedder if Need.EMBEDDING in needs else None
        sources = [source for recommender in recommenders for source in recommender.sources]
        self._sources_of_none = frozenset(source.id for source in sources if source.may_say_none)
        self._static = static
        self._visible_types = VisibleTypesCache(None if markers is None else markers.types)
        self._ranker = ranker
        self._frequency = frequency or {}
        self._markers = markers

    def join(
        self,
        file: AnalyzedFile,
        limits: Limits,
        *,
        with_parts: bool = False,
        kept: Mapping[int, TypePrediction] = MappingProxyType({}),
    ) -> JoinedFile:
        """Ask all recommenders about a file, and keep the candidates within the limits.

        Args:
            file: What was read.
            limits: The candidates to keep.
            with_parts: Whether to tell the parts of each score (see `RankedType`).
            kept: Predictions that stand, by the indices of their symbols: these are not asked about.

        Raises:
            TypilusError: An added recommender breaks the contract (see `ask`).
        """
        embedding = None if self._embedder is None else embedding_of(file.document, self._embedder)
        context = FileContext(file, self._markers, self._visible_types, embedding, kept=frozenset(kept))
        writer = FileSpelling(file, self._markers)
        answers = [*self._ask(self._first, context, writer), _former_answers(kept, len(file.graph.symbols))]
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
        types = TypeFacts(self._visible_types.for_file(file), self._frequency)
        means = _RankingMeans(file, types, SymbolFacts(file), writer.position_adapter, inferred, with_parts)
        rankings = self._rankings(means, answers, skipped, kept)
        if self._beside:
            ranked = [
                None if reason is not None else _as_recommendations(ranking.ranked)
                for ranking, reason in zip(rankings, skipped, strict=True)
            ]
            answers += self._ask(self._beside, replace(context, earlier=_by_symbol(answers), ranked=ranked), writer)
            rankings = self._rankings(means, answers, skipped, kept)
        contradictions = Contradictions(file, inferred)
        if inferred is not None:
            agreeing = agreed(inferred, [ranking.ranked for ranking in rankings], writer.text, kept)
            pairs = zip(rankings, agreeing, strict=True)
            rankings = [replace(ranking, ranked=tuple(types), alone=ranking.ranked) for ranking, types in pairs]
        symbols = tuple(
            replace(kept[index], symbol=symbol)
            if index in kept
            else replace(
                with_code_facts(_prediction(writer, symbol, skipped[index], ranking, limits), inferred, index),
                contradiction=writer.contradiction(contradictions.of(index)),
                misuse=contradictions.misuse(index),
            )
            for index, (symbol, ranking) in enumerate(zip(file.graph.symbols, rankings, strict=True))
        )
        return JoinedFile(file, FilePrediction(file.path, None, symbols, document=file.document), tuple(rankings))

    def _rankings(
        self,
        means: _RankingMeans,
        answers: Sequence[Sequence[Sequence[Recommendation]]],
        skipped: Sequence[str | None],
        kept: Mapping[int, TypePrediction],
    ) -> list[SymbolRanking]:
        """Rank what was said of each symbol, but of those that are skipped. Kept ones have their best type alone."""
        rankings: list[SymbolRanking] = []
        for index, (symbol, *parts) in enumerate(zip(means.file.graph.symbols, *answers, strict=True)):
            if index in kept:
                rankings.append(SymbolRanking((), (), {}, tuple(_as_ranked(kept[index])[:1])))
                continue
            audible = [self._public(one) for part in parts for one in part if self._may_be_said(one)]
            recommendations = means.positions.adapt(symbol, audible)
            if skipped[index] is not None:
                rankings.append(SymbolRanking(tuple(recommendations), (), {}, ()))
            else:
                knowledge = None if means.inferred is None else SymbolKnowledge(means.inferred, index)
                rankings.append(self._ranking(means, symbol, recommendations, knowledge))
        return rankings

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
        knowledge: SymbolKnowledge | None,
    ) -> SymbolRanking:
        recommendations = recommendations if knowledge is None else knowledge.with_heirs(recommendations)
        certain = [candidate for candidate in recommendations if candidate.certain]
        if certain or self._ranker is None:
            return SymbolRanking(tuple(recommendations), (), {}, tuple(strongest(certain or recommendations)))
        visible, positions, evidence = means.types.visible, means.positions, means.evidence.of(symbol)
        own = [candidate for candidate in recommendations if candidate.source in _OWN]
        kept, corrected = correct(symbol, own, visible)
        corrected = positions.without_unnameable(symbol, corrected)
        others = [candidate for candidate in recommendations if candidate.source not in _OWN]
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
        added = [candidate for candidate in added if candidate.type not in against]
        facts = means.types.of(symbol, [candidate.type for candidate in (*usable, *added)], evidence)
        usable += [candidate for candidate in added if self._ranker.knows(candidate.source)]
        ranked = [
            candidate
            for candidate in self._ranker.rank(symbol.kind.value, facts, usable, with_parts=means.with_parts)
            if candidate.type not in against
        ]
        independent = [candidate for candidate in added if not self._ranker.knows(candidate.source)]
        ranked = with_independent(ranked, independent)
        usable = [candidate for candidate in [*usable, *independent] if candidate.type not in against]
        if knowledge is not None:
            ranked = knowledge.limited(ranked, namesakes(usable))
            last = None if ranked else knowledge.remaining()
            if last is not None:
                usable.append(last)
                ranked = [RankedType(last.type, last.probability, last.source, (last.source,))]
        return SymbolRanking(tuple(usable), tuple(rejected), facts, tuple(ranked))

    def _may_be_said(self, recommendation: Recommendation) -> bool:
        """None follows from control flow, or only those say it whose sources may. Nobody says `Any`, nor `T | Any`."""
        if "typing.Any" in recommendation.type.split(" | "):
            return False
        return recommendation.certain or recommendation.type != "None" or recommendation.source in self._sources_of_none

    def _public(self, recommendation: Recommendation) -> Recommendation:
        type_text = recommendation.type if self._markers is None else self._markers.public(recommendation.type)
        return recommendation if type_text == recommendation.type else replace(recommendation, type=type_text)


@dataclass(frozen=True, slots=True)
class _RankingMeans:
    """The facts that rankings of all symbols of a file go by, and whether to tell the parts of scores."""

    file: AnalyzedFile
    types: TypeFacts
    evidence: SymbolFacts
    positions: PositionAdapter
    inferred: InferredFile | None
    with_parts: bool


def _by_symbol(answers: Sequence[Sequence[Sequence[Recommendation]]]) -> list[list[Recommendation]]:
    """For each symbol the recommendations of all."""
    return [[recommendation for part in parts for recommendation in part] for parts in zip(*answers, strict=True)]


def _as_ranked(prediction: TypePrediction) -> list[RankedType]:
    return [RankedType(one.type, one.probability, one.source, one.sources) for one in prediction.candidates]


def _former_answers(kept: Mapping[int, TypePrediction], count: int) -> list[list[Recommendation]]:
    """For each symbol what was recommended before, if its prediction is kept: static inference goes by it."""
    return [_as_recommendations(_as_ranked(kept[index])) if index in kept else [] for index in range(count)]


def _as_recommendations(ranked: Sequence[RankedType]) -> list[Recommendation]:
    return [Recommendation(candidate.type, candidate.probability, candidate.source) for candidate in ranked]


def _below(least: float, probability: float) -> str:
    """A probability with two digits, or with so many that it is seen to be lower than what it did not reach."""
    texts = (f"{probability:.{digits}f}" for digits in range(2, 17))
    return next((text for text in texts if float(text) < least), str(probability))


def _prediction(
    writer: FileSpelling, symbol: Symbol, reason: str | None, ranking: SymbolRanking, limits: Limits
) -> TypePrediction:
    if reason is not None:
        return TypePrediction(symbol, symbol.annotation, reason, ())
    writable = ((ranked, text) for ranked in ranking.ranked if (text := writer.text(ranked.type)) is not None)
    best = next(writable, None)
    if best is None:
        reason = _ALL_RULED_OUT if ranking.rejected else "no annotated symbol is close enough to vote"
        return TypePrediction(symbol, symbol.annotation, reason, ())
    first = list(islice(chain([best], writable), limits.top))
    every = TypePrediction(symbol, symbol.annotation, None, _candidates(first, ranking.recommendations))
    return _limited(every, limits)


def limited(prediction: FilePrediction, limits: Limits) -> FilePrediction:
    """The prediction with only those candidates that are within some limits."""
    return replace(prediction, symbols=tuple(_limited(symbol, limits) for symbol in prediction))


def _limited(prediction: TypePrediction, limits: Limits) -> TypePrediction:
    """The same for a symbol. One that loses all its candidates tells which was the best."""
    first = prediction.candidates[: limits.top]
    kept = tuple(takewhile(lambda candidate: candidate.probability >= limits.min_confidence, first))
    if kept or not first:
        return replace(prediction, candidates=kept)
    best, least = first[0], limits.min_confidence
    topic = f"no type reached {least:g}"
    reason = f"{topic}: the best, {best.text}, has {_below(least, best.probability)}"
    return replace(prediction, candidates=(), skipped=reason, skip_topic=topic, missed=best.probability)


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
