"""The types that symbols of the same name have elsewhere: in the network's map, in the project's other files."""

from __future__ import annotations

import os

from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import Source
from typilus.typespace import NameTable

__all__ = ["LookUpRecommender"]

CANDIDATES = 4


class LookUpRecommender:
    """Recommends the types of symbols of the same name, with their shares (of one more symbol) as probabilities.

    Args:
        table: Types by name.
        source: Source of its recommendations.
    """

    needs = NOTHING_NEEDED

    def __init__(self, table: NameTable, source: Source) -> None:
        self._table = table
        self.sources = (source,)

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        file = context.file
        # Of the file itself nothing is told: a symbol's own annotation must not speak for it.
        besides = os.path.realpath(file.path)
        asked = {index: file.graph.symbols[index].name for index in context.asked()}
        answers = {name: self._answer(name, besides) for name in set(asked.values())}
        return [answers[asked[index]] if index in asked else [] for index in range(len(file.graph.symbols))]

    def _answer(self, name: str, besides: str) -> list[Recommendation]:
        counts = self._table.types_of(name, besides)
        total = counts.total() + 1
        best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]
        return [Recommendation(type_text, count / total, self.sources[0].id) for type_text, count in best]
