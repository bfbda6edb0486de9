"""The features of each recommended type of a symbol, as named numbers for the ranker.

No function here knows a recommender by name. A new source brings features of its own, which mean nothing until the
ranker is trained with them. Sources that are added from outside are pooled with the ranking (`independent.py`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from typilus.annotation_types import erase, parse_type
from typilus.errors import TypeExpressionError
from typilus.ranking.facts import Facts

__all__ = ["NOTHING", "Features", "Rankable", "SymbolFeatures", "features_of", "group_of"]

NOTHING = ""
"""Stands for "none of these" among the types."""
Features = dict[str, float]
_FARTHEST = 20.0


class Rankable(Protocol):
    """A recommendation, as far as ranking is concerned."""

    @property
    def type(self) -> str: ...

    @property
    def probability(self) -> float: ...

    @property
    def source(self) -> str: ...

    @property
    def distance(self) -> float | None: ...


class SymbolFeatures(NamedTuple):
    """The features of a symbol's candidates. Those that nobody names are 0.

    Attributes:
        shared: Features of all: the symbol's kind, what the code shows of it, and how sure each source is.
        by_type: The others of each recommended type and, last, of `NOTHING`.
    """

    shared: Features
    by_type: dict[str, Features]


def features_of(symbol_kind: str, facts: Facts, recommendations: Sequence[Rankable]) -> SymbolFeatures:
    """Return the features of each recommended type, and of `NOTHING`.

    Args:
        symbol_kind: Kind of the symbol, a `SymbolKind` value.
        facts: Facts about the symbol and its types.
        recommendations: All recommendations.
    """
    by_source = _by_source_and_type(recommendations)
    nearness = {
        (candidate.source, candidate.type): _nearness(candidate.distance)
        for candidate in recommendations
        if candidate.distance is not None
    }
    shared = {f"symbol:{symbol_kind}": 1.0}
    by_type: dict[str, Features] = {}
    sources_of_head: dict[str, set[str]] = {}
    for source, chances in by_source.items():
        names = _names_of(source)
        first, second = (*list(chances.values())[:2], 0.0)[:2]
        shared[names.best] = first
        for rank, (type_text, chance) in enumerate(chances.items(), 1):
            features = by_type.setdefault(type_text, {_SOURCES: 0.0})
            features[_SOURCES] += 1.0
            features[names.chance] = chance
            features[names.rank] = 1.0 / rank
            features[names.ahead] = chance - (second if rank == 1 else first)
            sources_of_head.setdefault(_head(type_text), set()).add(source)
    for (source, type_text), near in nearness.items():
        names = _names_of(source)
        by_type[type_text][names.near] = near
        shared[names.nearest] = max(shared.get(names.nearest, 0.0), near)
    shared[_CANDIDATES] = float(len(by_type))
    shared.update((_name_of_evidence(fact), value) for fact, value in facts.get(NOTHING, {}).items())
    for type_text, features in by_type.items():
        features[_MORE_OF_HEAD] = len(sources_of_head[_head(type_text)]) - features[_SOURCES]
        features.update((_name_of_fact(fact), value) for fact, value in facts.get(type_text, {}).items())
    by_type[NOTHING] = {"nothing:": 1.0}
    return SymbolFeatures(shared, by_type)


_SOURCES = "agreement:sources"
_MORE_OF_HEAD = "agreement:more up to arguments"
_CANDIDATES = "symbol:candidates"


@functools.lru_cache(maxsize=1 << 12)
def group_of(feature: str) -> str:
    """Return the group of a feature: a source, `type`, `code`, `agreement`, `symbol` or `nothing`."""
    return feature.partition(":")[0]


class _SourceFeatureNames(NamedTuple):
    """The names of the features that a source's answers have."""

    chance: str
    rank: str
    ahead: str
    near: str
    best: str
    nearest: str


@functools.lru_cache(maxsize=1 << 10)
def _names_of(source: str) -> _SourceFeatureNames:
    return _SourceFeatureNames(*(f"{source}:{name}" for name in ("p", "rank", "ahead", "near", "best", "nearest")))


@functools.lru_cache(maxsize=1 << 10)
def _name_of_evidence(fact: str) -> str:
    return f"code:{fact}"


@functools.lru_cache(maxsize=1 << 10)
def _name_of_fact(fact: str) -> str:
    return f"type:{fact}"


def _nearness(distance: float) -> float:
    """1 at no distance, and more than 0 at any, for 0 means that none is known."""
    return 1.0 - 0.99 * min(distance, _FARTHEST) / _FARTHEST


def _by_source_and_type(recommendations: Iterable[Rankable]) -> dict[str, dict[str, float]]:
    """Return the probability of each type by source, the most probable first.

    What a source says of one type under two names counts once.
    """
    chances: dict[tuple[str, str], float] = {}
    for candidate in recommendations:
        key = candidate.source, candidate.type
        chances[key] = min(chances.get(key, 0.0) + candidate.probability, 1.0)
    by_source: dict[str, dict[str, float]] = {}
    for (source, type_text), chance in sorted(chances.items(), key=lambda pair: (-pair[1], pair[0])):
        by_source.setdefault(source, {})[type_text] = chance
    return by_source


@functools.lru_cache(maxsize=1 << 14)
def _head(type_text: str) -> str:
    try:
        return str(erase(parse_type(type_text)))
    except TypeExpressionError:
        return type_text
