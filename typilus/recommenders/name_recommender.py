"""The visible class whose name is most like the symbol's: the floor that anything cleverer stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from graph_extraction import Symbol
from typilus.project import AnalysedFile, Vicinity, words_of
from typilus.recommenders.recommender import Recommendation, skip_reason
from typilus.recommenders.sources import NAME

__all__ = ["NameRecommender"]

CANDIDATES = 3


class NameRecommender:
    """Recommends classes that a symbol is named after, with the likeness of the names as probability.

    Args:
        vicinity: Types that each file can name.
    """

    def __init__(self, vicinity: Vicinity) -> None:
        self._vicinity = vicinity

    def recommend(self, files: Sequence[AnalysedFile]) -> list[list[list[Recommendation]]]:
        """See `Recommender.recommend`."""
        return [[self._recommend(file, symbol) for symbol in file.graph.symbols] for file in files]

    def _recommend(self, file: AnalysedFile, symbol: Symbol) -> list[Recommendation]:
        words = words_of(symbol.name)
        if not words or skip_reason(symbol, file.names) is not None:
            return []
        visible = self._vicinity.of(file)
        # What the file itself names comes first, however alike the names of some class elsewhere are.
        likenesses = {
            candidate.type: alike
            for project in (False, True)
            for candidate, alike in visible.nearest(words, CANDIDATES, project=project)
        }
        return [Recommendation(type_text, alike, NAME.id) for type_text, alike in likenesses.items()]
