"""The visible class whose name is most like the symbol's: the floor that anything cleverer stands beside."""

from __future__ import annotations

from typilus.project import words_of
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import NAME

__all__ = ["NameRecommender"]

CANDIDATES = 3


class NameRecommender:
    """Recommends classes that a symbol is named after, with the likeness of the names as probability."""

    sources = (NAME,)
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        asked = frozenset(context.asked())
        return [
            self._of_name(symbol.name, context) if index in asked else []
            for index, symbol in enumerate(context.file.graph.symbols)
        ]

    def _of_name(self, name: str, context: FileContext) -> list[Recommendation]:
        words = words_of(name)
        if not words:
            return []
        visible = context.visible_types.for_file(context.file)
        # What the file itself names comes first, however alike the names of some class elsewhere are.
        likenesses = {
            candidate.type: alike
            for project in (False, True)
            for candidate, alike in visible.nearest(words, CANDIDATES, project=project)
        }
        return [Recommendation(type_text, alike, NAME.id) for type_text, alike in likenesses.items()]
