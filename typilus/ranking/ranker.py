"""One ranking of what all recommenders say: a softmax over a symbol's types and "none of these".

A type's score is a sum of weights, one for each of its features; so every part of it can be shown. A few hundred
weights are enough, trained on projects that the network never saw (`typilus train ranking`), and with the likelihood
as the objective the probabilities mean what they say.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_extraction.intake import parse_json, read_text
from typilus.errors import CheckpointError
from typilus.ranking.facts import Facts
from typilus.ranking.features import NOTHING, Features, Rankable, current_name, features_of, group_of
from typilus.recommenders import INFERRED_COMPLETE, PROVED

__all__ = ["ALONE", "PROJECT", "RankedType", "Ranker", "load_rankers", "save_rankers", "strongest"]

ALONE, PROJECT = "alone", "project"
_VERSION = 1
_MAX_FILE_SIZE = 16 << 20
_MAX_WEIGHT = 1e4
"""Learned weights are below 20; far heavier ones would overflow the exponential."""
_SOLE_SOURCE_FLOOR = 0.5
_PROVED_FROM = 0.9
"""What follows from the code is called proved from this probability on: the least (of 0.5, 0.6, ...) at which 97 % of
it was exactly what people had written, with the project and without, on validation projects."""


@dataclass(frozen=True, slots=True)
class RankedType:
    """A ranked type.

    Attributes:
        type: Canonical text.
        probability: Probability that it is exactly right.
        source: Strongest source. `proved` is stronger than any other, but gives way to `whole` where the ranking doubts
            that people would write just this type.
        sources: All sources of the type, the strongest first.
        parts: Parts of its score, largest first: groups of features, and how much each adds.
    """

    type: str
    probability: float
    source: str
    sources: tuple[str, ...]
    parts: tuple[tuple[str, float], ...] = ()


class Ranker:
    """A linear ranker.

    Args:
        weights: Weights by name of the feature; other features weigh nothing.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self._grouped = {name: (weight, group_of(name)) for name, weight in self.weights.items() if weight}

    def rank(self, symbol_kind: str, facts: Facts, recommendations: Sequence[Rankable]) -> list[RankedType]:
        """Return the recommended types, the most probable first. Their probabilities sum to less than 1.

        Args:
            symbol_kind: Kind of the symbol, a `SymbolKind` value.
            facts: Facts, see `TypeFacts`.
            recommendations: All recommendations.
        """
        weighed = {
            name: self.weighed(features) for name, features in features_of(symbol_kind, facts, recommendations).items()
        }
        highest = max(score for score, _ in weighed.values())
        exponentials = {name: math.exp(score - highest) for name, (score, _) in weighed.items()}
        total = sum(exponentials.values())
        chances = _floor_sole_source(
            {name: exponential / total for name, exponential in exponentials.items()}, recommendations
        )
        own_sources: dict[str, set[str]] = {}
        for candidate in recommendations:
            own_sources.setdefault(candidate.type, set()).add(candidate.source)
        ranked = []
        for name in sorted(own_sources, key=lambda name: (-chances[name], -exponentials[name], name)):
            _, parts = weighed[name]
            sources = _ordered(own_sources[name], parts, chances[name] >= _PROVED_FROM)
            ordered = tuple(sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0])))
            ranked.append(RankedType(name, chances[name], sources[0], sources, ordered))
        return ranked

    def weighed(self, features: Features) -> tuple[float, dict[str, float]]:
        """Return the score, a sum of weights, and its parts by group of features."""
        grouped = self._grouped
        score = 0.0
        parts: dict[str, float] = {}
        for name, value in features.items():
            entry = grouped.get(name)
            if entry is not None:
                weight, group = entry
                part = weight * value
                score += part
                parts[group] = parts.get(group, 0.0) + part
        return score, parts


def strongest(recommendations: Sequence[Rankable]) -> list[RankedType]:
    """The ranking without any weights: each type as probable as its most confident source says."""
    best: dict[str, Rankable] = {}
    sources: dict[str, list[str]] = {}
    for candidate in sorted(recommendations, key=lambda one: -one.probability):
        best.setdefault(candidate.type, candidate)
        of_type = sources.setdefault(candidate.type, [])
        if candidate.source not in of_type:
            of_type.append(candidate.source)
    return [
        RankedType(candidate.type, candidate.probability, candidate.source, tuple(sources[candidate.type]))
        for candidate in best.values()
    ]


def load_rankers(path: Path) -> dict[str, Ranker]:
    """The rankers of a file, by whether the project is known (`project`) or not (`alone`).

    Raises:
        CheckpointError: It is damaged or of another version.
    """
    try:
        plain = parse_json(read_text(path, _MAX_FILE_SIZE))
        if plain["version"] != _VERSION:
            raise CheckpointError(f"{path}: version {plain['version']} is not {_VERSION}: train it again")
        rankers = {
            name: Ranker({current_name(feature): float(weight) for feature, weight in plain[name].items()})
            for name in (ALONE, PROJECT)
        }
        for name, ranker in rankers.items():
            for feature, weight in ranker.weights.items():
                if not abs(weight) <= _MAX_WEIGHT:
                    raise ValueError(f"{name}: {feature} weighs {weight}")
        return rankers
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(f"{path}: cannot be read: {error}") from error


def save_rankers(path: Path, rankers: Mapping[str, Ranker], notes: Mapping[str, Any]) -> None:
    """Write rankers as JSON with weights to four digits, deterministically."""
    plain: dict[str, Any] = {"version": _VERSION, "notes": dict(notes)}
    for name in (ALONE, PROJECT):
        weights = {feature: round(weight, 4) for feature, weight in sorted(rankers[name].weights.items())}
        plain[name] = {feature: weight for feature, weight in weights.items() if weight}
    path.write_text(json.dumps(plain, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def _floor_sole_source(chances: dict[str, float], recommendations: Sequence[Rankable]) -> dict[str, float]:
    """Gives the likeliest type an even chance at least, if it is all that flows into the symbol.

    The weights are learned from what people have annotated, which is seldom a symbol whose value tells its type at once
    (`parser = ArgumentParser()`): of a rare class they make next to nothing there.
    """
    best = max((name for name in chances if name != NOTHING), key=lambda name: chances[name], default=NOTHING)
    if chances[best] >= _SOLE_SOURCE_FLOOR or all(
        candidate.type != best or candidate.source != PROVED.id for candidate in recommendations
    ):
        return chances
    rest = (1 - _SOLE_SOURCE_FLOOR) / (1 - chances[best])
    return {name: _SOLE_SOURCE_FLOOR if name == best else rest * chance for name, chance in chances.items()}


def _ordered(sources: set[str], parts: Mapping[str, float], is_sure: bool) -> tuple[str, ...]:
    ordered = sorted(sources, key=lambda source: (source != PROVED.id or not is_sure, -parts.get(source, 0.0), source))
    return tuple(INFERRED_COMPLETE.id if source == PROVED.id and not is_sure else source for source in ordered)
