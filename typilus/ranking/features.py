"""The features of each recommended type of a symbol, as named numbers for the ranker.

No function here knows a recommender by name. A new source brings features of its own, which mean nothing until the
ranker is trained with them. Sources that are added from outside are pooled with the ranking (`independent.py`).
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, Protocol

from typilus.annotation_types import erase, parse_type
from typilus.errors import TypeExpressionError
from typilus.ranking.facts import Facts
from typilus.recommenders import SOURCES, current_id

__all__ = ["NOTHING", "Features", "Rankable", "current_name", "features_of", "group_of"]

NOTHING = ""
"""Stands for "none of these" among the types."""
Features = dict[str, float]
_DERIVED = frozenset(source.id for source in SOURCES if source.is_derived)
_THRESHOLDS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
_MAX_LOGIT = 4.0
_MAX_DISTANCE = 20.0
_NEAR = (0.1, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0)
_NOT = "not "
_SEPARATOR = re.compile("([:@#*+])")
# What the code tells of a symbol and what of a type may go together.
_PAIRED = ("optional", "user", "generic", "bare", "union", "head_list", "head_dict", "head_bool", "head_str",
           "head_collections.abc.Iterator", "head_collections.abc.Generator")  # fmt: skip
_PAIRED_FACTS = frozenset(_PAIRED)


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


def features_of(symbol_kind: str, facts: Facts, recommendations: Sequence[Rankable]) -> dict[str, Features]:
    """Return the features of each recommended type, and of `NOTHING`.

    Args:
        symbol_kind: Kind of the symbol, a `SymbolKind` value.
        facts: Facts about the symbol and its types.
        recommendations: All recommendations.
    """
    by_type = _by_type_and_source(recommendations)
    evidence = facts.get(NOTHING, {})
    shown = tuple(evidence)
    by_head: dict[str, list[str]] = {}
    for name in by_type:
        by_head.setdefault(_head(name), []).append(name)
    leads = _leads(by_type)
    distances = {
        (candidate.type, candidate.source): candidate.distance
        for candidate in recommendations
        if candidate.distance is not None
    }
    nearest: dict[str, float] = {}
    for (_, source), distance in distances.items():
        nearest[source] = min(nearest.get(source, distance), distance)
    by_name: dict[str, Features] = {}
    for name, by_source in by_type.items():
        features: Features = {}
        of_type = facts.get(name, {})
        group = "user" if of_type.get("user") else "generic" if of_type.get("depth") else "plain"
        places = [fact for fact in of_type if fact.startswith("is_")]
        for source, (chance, rank) in by_source.items():
            _add_source(features, _names_of_source(source, symbol_kind, group), chance, rank)
            for fact in places:
                features[f"{source}*{fact}"] = 1.0
            features.update(_distance(source, distances.get((name, source))))
        features |= _pairs(tuple(sorted(by_source)))
        for source, (chance, _) in by_source.items():
            leader, best, second_best = leads[source]
            features[f"{source}:ahead"] = chance - (second_best if leader == name else best)
        features.update(_nearly_agreeing(name, by_head[_head(name)], by_type))
        for fact, value in of_type.items():
            plain, of_kind = _names_of_fact(fact, symbol_kind)
            features[plain] = features[of_kind] = value
        features |= _of_code(shown, _PAIRED_FACTS.intersection(of_type))
        by_name[name] = features
    by_name[NOTHING] = _nothing(symbol_kind, by_type, evidence)
    for source, distance in nearest.items():
        by_name[NOTHING].update(_distance(f"nothing:{source}", distance))
    return by_name


@functools.lru_cache(maxsize=1 << 14)
def group_of(feature: str) -> str:
    """Return the group of a feature: a source, `type`, `code`, `agreement` or `nothing`."""
    if "+" in feature or feature.startswith("head:"):
        return "agreement"
    for end, character in enumerate(feature):
        if character in ":@#*":
            return feature[:end]
    return feature


def current_name(feature: str) -> str:
    """The name of a feature that may hold former ids of sources, as weights learned earlier do."""
    parts = [current_id(part) for part in _SEPARATOR.split(feature)]
    if len(parts) == 3 and parts[1] == "+" and parts[2]:  # a pair of sources, in alphabetical order
        parts = [min(parts[0], parts[2]), "+", max(parts[0], parts[2])]
    return "".join(parts)


def _by_type_and_source(recommendations: Iterable[Rankable]) -> dict[str, dict[str, tuple[float, int]]]:
    """Return the probability and the rank of each type in each source, with two names of one type as one.

    What a source says of one type under two names counts once.
    """
    chances: dict[tuple[str, str], float] = {}
    for candidate in recommendations:
        key = candidate.source, candidate.type
        chances[key] = min(chances.get(key, 0.0) + candidate.probability, 1.0)
    ranks: dict[str, int] = {}
    by_type: dict[str, dict[str, tuple[float, int]]] = {}
    for (source, type_text), chance in sorted(chances.items(), key=lambda pair: (-pair[1], pair[0])):
        by_type.setdefault(type_text, {})[source] = chance, ranks.get(source, 0)
        ranks[source] = ranks.get(source, 0) + 1
    return by_type


class _SourceFeatureNames(NamedTuple):
    """The names of the features that a source's answer can have."""

    said: str
    logit: str
    chance: tuple[str, ...]
    thresholds: tuple[tuple[float, str], ...]
    first: tuple[str, ...]
    later: str


@functools.lru_cache(maxsize=1 << 10)
def _names_of_source(source: str, symbol_kind: str, group: str) -> _SourceFeatureNames:
    return _SourceFeatureNames(
        f"{source}:said",
        f"{source}:logit",
        (f"{source}:p", f"{source}:p@{symbol_kind}", f"{source}:p#{group}"),
        tuple((threshold, f"{source}:from_{threshold}") for threshold in _THRESHOLDS),
        (
            f"{source}:first",
            f"{source}:first@{symbol_kind}",
            f"{source}:first#{group}",
            f"{source}:first#{group}@{symbol_kind}",
        ),
        f"{source}:later",
    )


def _add_source(features: Features, names: _SourceFeatureNames, chance: float, rank: int) -> None:
    """Add what one source says of a type."""
    features[names.said] = 1.0
    features[names.logit] = _logit(chance)
    for name in names.chance:
        features[name] = chance
    for threshold, name in names.thresholds:
        if chance < threshold:
            break
        features[name] = 1.0
    if rank == 0:
        for name in names.first:
            features[name] = 1.0
    else:
        features[names.later] = 1.0 / (1 + rank)


def _distance(name: str, distance: float | None) -> Iterator[tuple[str, float]]:
    if distance is not None:
        yield f"{name}:near", 1.0 / (1.0 + distance)
        yield f"{name}:far", min(distance, _MAX_DISTANCE) / _MAX_DISTANCE
        for limit in _NEAR:
            if distance < limit:
                yield f"{name}:within_{limit:g}", 1.0


@functools.lru_cache(maxsize=1 << 12)
def _pairs(sources: tuple[str, ...]) -> Features:
    """The sources that agree on a type, in alphabetical order."""
    features = {f"{first}+{second}": 1.0 for first, second in combinations(sources, 2)}
    if sum(source not in _DERIVED for source in sources) >= 3:
        features["several+"] = 1.0
    return features


def _nearly_agreeing(
    name: str, of_head: Sequence[str], by_type: Mapping[str, Mapping[str, tuple[float, int]]]
) -> Iterator[tuple[str, float]]:
    """Yield the sources that agree on a type up to its arguments alone."""
    if len(of_head) > 1:
        own = by_type[name]
        for source in sorted({source for other in of_head for source in by_type[other] if source not in own}):
            yield f"head:{source}", 1.0


@functools.lru_cache(maxsize=1 << 10)
def _names_of_fact(fact: str, symbol_kind: str) -> tuple[str, str]:
    return f"type:{fact}", f"type:{fact}@{symbol_kind}"


@functools.lru_cache(maxsize=1 << 12)
def _of_code(shown: tuple[str, ...], held: frozenset[str]) -> Features:
    """Signs that the code shows of a symbol, each with what is true of a type and what is not."""
    return {f"code:{feature}*{'' if fact in held else _NOT}{fact}": 1.0 for feature in shown for fact in _PAIRED}


def _leads(by_type: Mapping[str, Mapping[str, tuple[float, int]]]) -> dict[str, tuple[str, float, float]]:
    """Return each source's best type, with its probability and that of the next."""
    leads: dict[str, tuple[str, float, float]] = {}
    for name, by_source in by_type.items():
        for source, (chance, _) in by_source.items():
            leader, best, second_best = leads.get(source, (NOTHING, 0.0, 0.0))
            if chance > best:
                leads[source] = name, chance, best
            else:
                leads[source] = leader, best, max(second_best, chance)
    return leads


def _nothing(
    symbol_kind: str, by_type: Mapping[str, Mapping[str, tuple[float, int]]], evidence: Mapping[str, float]
) -> Features:
    best: dict[str, float] = {}
    for by_source in by_type.values():
        for source, (chance, _) in by_source.items():
            best[source] = max(best.get(source, 0.0), chance)
    features = {"nothing:": 1.0, f"nothing:@{symbol_kind}": 1.0}
    for source, chance in best.items():
        features[f"nothing:{source}"] = 1.0
        features[f"nothing:{source}:p"] = chance
        features[f"nothing:{source}:logit"] = _logit(chance)
        features[f"nothing:{source}@{symbol_kind}"] = 1.0
    features.update((f"nothing:{feature}", 1.0) for feature in evidence)
    return features


def _logit(chance: float) -> float:
    clipped = min(max(chance, 1e-4), 1 - 1e-4)
    return max(min(math.log(clipped / (1 - clipped)), _MAX_LOGIT), -_MAX_LOGIT) / _MAX_LOGIT


@functools.lru_cache(maxsize=1 << 14)
def _head(type_text: str) -> str:
    try:
        return str(erase(parse_type(type_text)))
    except TypeExpressionError:
        return type_text
