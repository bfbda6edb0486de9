"""Recommendations of sources that the ranking knows nothing of, pooled with what it makes of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typilus.ranking.ranker import RankedType
from typilus.recommenders import SOURCE_OF, Recommendation

__all__ = ["with_independent"]

_LEAST = 1e-4


def with_independent(ranked: Sequence[RankedType], added: Sequence[Recommendation]) -> list[RankedType]:
    """Pool a ranking with recommendations of other sources, as experts who are independent of it and of each other.

    Each expert has a distribution over all types that anybody names and "none of these": the probabilities that it
    gives, and what they leave of 1 divided evenly among the others. The pool is their product, normalized. So a source
    that says nothing changes nothing, one that speaks alone is taken at its word, two that agree are surer than either,
    and of two that disagree the surer one wins. One that is trusted less (`Source.weight`) enters by that power.

    Args:
        ranked: The types of the sources that the ranking knows, their probabilities summing to at most 1.
        added: The other sources' recommendations.
    """
    if not added:
        return list(ranked)
    own = {candidate.type: candidate for candidate in ranked}
    experts: dict[str, dict[str, float]] = {}
    for recommendation in added:
        stated = experts.setdefault(recommendation.source, {})
        stated[recommendation.type] = max(stated.get(recommendation.type, 0.0), recommendation.probability)
    types = list(dict.fromkeys([*own, *(type_ for stated in experts.values() for type_ in stated)]))
    pool = _shares({type_: candidate.probability for type_, candidate in own.items()}, types)
    for source, stated in experts.items():
        weight = SOURCE_OF[source].weight if source in SOURCE_OF else 1.0
        shares = _shares(stated, types) if weight == 1 else _tempered(_shares(stated, types), weight)
        pool = [one * other for one, other in zip(pool, shares, strict=True)]
    total = sum(pool) or 1.0  # 0 where two are certain of different types
    pooled = [_pooled(own.get(type_), type_, share / total, experts) for type_, share in zip(types, pool, strict=False)]
    return sorted(pooled, key=lambda candidate: -candidate.probability)


def _shares(stated: Mapping[str, float], types: Sequence[str]) -> list[float]:
    """The distribution of an expert over some types and, last, "none of these"."""
    total = sum(stated.values())
    scale = 1 / total if total > 1 else 1.0
    rest = max(1 - total, 0.0) / (len(types) - len(stated) + 1)
    return [*(stated[type_] * scale if type_ in stated else rest for type_ in types), rest]


def _tempered(shares: Sequence[float], weight: float) -> list[float]:
    """The same to a power, by which nothing is impossible."""
    return [max(share, _LEAST) ** weight for share in shares]


def _pooled(
    own: RankedType | None, type_: str, probability: float, experts: Mapping[str, Mapping[str, float]]
) -> RankedType:
    """A type with its share of the pool and its sources, the surest first."""
    sure = {source: stated[type_] for source, stated in experts.items() if type_ in stated}
    own_probability = 0.0 if own is None else own.probability
    before = [
        source for source in sorted(sure, key=lambda source: (-sure[source], source)) if sure[source] > own_probability
    ]
    after = [
        source for source in sorted(sure, key=lambda source: (-sure[source], source)) if sure[source] <= own_probability
    ]
    sources = (*before, *(() if own is None else own.sources), *after)
    return RankedType(type_, probability, sources[0], sources, () if own is None else own.parts)
