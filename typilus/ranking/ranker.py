"""One ranking of what all recommenders say: a softmax over a symbol's types and "none of these".

A type's score is the sum of what boosted trees answer to its features, and of each question on the way to an answer it
is known how much it added; so every part of a score can be shown. The trees are trained on projects that the network
never saw (`typilus train ranking`), and with the likelihood as the objective the probabilities mean what they say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.ranking.facts import Facts
from typilus.ranking.features import NOTHING, Rankable, SymbolFeatures, features_of, group_of
from typilus.ranking.trees import TreeEnsemble
from typilus.recommenders import INFERRED_COMPLETE, PROVED

__all__ = ["RankedType", "Ranker", "feature_table", "strongest"]

_SOLE_SOURCE_FLOOR = 0.5
_PROVED_FROM = 0.9
"""What follows from the code is called proved from this probability on: the least (of 0.5, 0.6, ...) at which 97 % of
it was exactly what people had written: 98 % with the project and 96 % without, on validation projects left out."""


@dataclass(frozen=True, slots=True)
class RankedType:
    """A ranked type.

    Attributes:
        type: Canonical text.
        probability: Probability that it is exactly right.
        source: Surest source. `proved` comes before any other, but gives way to `inferred-complete` where the ranking
            doubts that people would write just this type.
        sources: All sources of the type, the surest first.
        parts: Parts of its score, largest first: groups of features, and how much each adds. Empty unless asked for.
    """

    type: str
    probability: float
    source: str
    sources: tuple[str, ...]
    parts: tuple[tuple[str, float], ...] = ()


class Ranker:
    """Ranks by boosted trees.

    Args:
        trees: They score features that `features_of` names; without trees all types are as probable.
    """

    def __init__(self, trees: TreeEnsemble) -> None:
        self.trees = trees
        self._columns = {name: number for number, name in enumerate(trees.names)}
        self._groups = sorted({group_of(name) for name in trees.names})
        numbers = {name: number for number, name in enumerate(self._groups, 1)}
        self._group_of_column = np.array([numbers[group_of(name)] for name in trees.names], np.intp)

    def knows(self, source_id: str) -> bool:
        """Return whether the trees have met a source while they were grown, and weigh it."""
        return source_id in self._groups

    def rank(
        self, symbol_kind: str, facts: Facts, recommendations: Sequence[Rankable], *, with_parts: bool = False
    ) -> list[RankedType]:
        """Return the recommended types, the most probable first. Their probabilities sum to less than 1.

        Args:
            symbol_kind: Kind of the symbol, a `SymbolKind` value.
            facts: Facts, see `TypeFacts`.
            recommendations: All recommendations.
            with_parts: Whether to tell the parts of each score.
        """
        features = features_of(symbol_kind, facts, recommendations)
        table = feature_table([features], self._columns)
        scores = dict(zip(features.by_type, self.trees.scores(table).tolist(), strict=True))
        parts = dict(zip(features.by_type, self._parts(table) if with_parts else [()] * len(table), strict=True))
        highest = max(scores.values())
        exponentials = {name: math.exp(score - highest) for name, score in scores.items()}
        total = sum(exponentials.values())
        chances = _floor_sole_source(
            {name: exponential / total for name, exponential in exponentials.items()}, recommendations
        )
        stated: dict[str, dict[str, float]] = {}
        for candidate in recommendations:
            by_source = stated.setdefault(candidate.type, {})
            by_source[candidate.source] = max(by_source.get(candidate.source, 0.0), candidate.probability)
        ranked = []
        for name in sorted(stated, key=lambda name: (-chances[name], -exponentials[name], name)):
            sources = _ordered(stated[name], chances[name] >= _PROVED_FROM)
            ranked.append(RankedType(name, chances[name], sources[0], sources, parts[name]))
        return ranked

    def _parts(self, table: npt.NDArray[np.float32]) -> list[tuple[tuple[str, float], ...]]:
        """Return how much each group of features adds to the score of each row, the largest first."""
        added = self.trees.parts(table, self._group_of_column)[:, 1:].tolist()
        named = [[(group, part) for group, part in zip(self._groups, row, strict=True) if part] for row in added]
        return [tuple(sorted(row, key=lambda part: (-abs(part[1]), part[0]))) for row in named]


def feature_table(symbols: Sequence[SymbolFeatures], columns: Mapping[str, int]) -> npt.NDArray[np.float32]:
    """Return the features of all candidates of some symbols, `[C, F]`, those without a column left out."""
    shared = np.zeros((len(symbols), len(columns)), np.float32)
    for symbol, row in zip(symbols, shared, strict=True):
        for name, value in symbol.shared.items():
            if (column := columns.get(name)) is not None:
                row[column] = value
    table = np.repeat(shared, [len(symbol.by_type) for symbol in symbols], axis=0)
    candidates = (features for symbol in symbols for features in symbol.by_type.values())
    places, values = [], []
    for number, features in enumerate(candidates):
        start = number * len(columns)
        for name, value in features.items():
            if (column := columns.get(name)) is not None:
                places.append(start + column)
                values.append(value)
    table.reshape(-1)[places] = values
    return table


def strongest(recommendations: Sequence[Rankable]) -> list[RankedType]:
    """The ranking without a ranker: each type as probable as its most confident source says."""
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


def _floor_sole_source(chances: dict[str, float], recommendations: Sequence[Rankable]) -> dict[str, float]:
    """Give the likeliest type an even chance at least, if it is all that flows into the symbol.

    The trees are grown from what people have annotated, which is seldom a symbol whose value tells its type at once
    (`parser = ArgumentParser()`): of a rare class they make next to nothing there.
    """
    best = max((name for name in chances if name != NOTHING), key=lambda name: chances[name], default=NOTHING)
    if chances[best] >= _SOLE_SOURCE_FLOOR or all(
        candidate.type != best or candidate.source != PROVED.id for candidate in recommendations
    ):
        return chances
    rest = (1 - _SOLE_SOURCE_FLOOR) / (1 - chances[best])
    return {name: _SOLE_SOURCE_FLOOR if name == best else rest * chance for name, chance in chances.items()}


def _ordered(stated: Mapping[str, float], is_sure: bool) -> tuple[str, ...]:
    ordered = sorted(stated, key=lambda source: (source != PROVED.id or not is_sure, -stated[source], source))
    return tuple(INFERRED_COMPLETE.id if source == PROVED.id and not is_sure else source for source in ordered)
