"""Types never seen before: classes that are near a symbol by their definitions, without any annotated example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import Symbol
from typilus.annotation_types import parse_type, union_of
from typilus.corpus.reexports import ReExports
from typilus.definitions.agreement import KINDS, MatchedSymbols
from typilus.definitions.attribute_use import used_attributes
from typilus.definitions.matcher import DefinitionMatcher
from typilus.errors import TypeExpressionError
from typilus.prediction.class_tables import ProjectClasses, VisibleClasses
from typilus.prediction.reading import ReadFile
from typilus.prediction.recommender import DefinitionEmbedder, Recommendation, skip_reason

__all__ = ["DEFINITION", "DefinitionRecommender"]

DEFINITION = "definition"
_DEPTH = 5
_LEAST = 0.01
_NONE = parse_type("None")


class DefinitionRecommender:
    """Recommends the classes that a file defines, imports, or finds elsewhere in its project.

    The probability of a class is that of the matcher: among all classes that count and "none of them". That of
    `Shop | None` is the class's share by which the matcher takes the symbol for optional.

    Args:
        embedder: the network.
        matcher: what was learned of symbols and definitions.
        project: the classes of the user's project; without one, a file's own classes and the names it imports count.
    """

    def __init__(
        self, embedder: DefinitionEmbedder, matcher: DefinitionMatcher, project: ProjectClasses | None = None
    ) -> None:
        self._embedder = embedder
        self._matcher = matcher
        self._classes = project or ProjectClasses({}, ReExports([]), matcher.dimension)

    def recommend(self, files: Sequence[ReadFile]) -> list[list[list[Recommendation]]]:
        """See `Recommender.recommend`."""
        embedded = self._embedder.embed_definitions([file.graph for file in files])
        return [self._recommend(file, *vectors) for file, vectors in zip(files, embedded, strict=True)]

    def _recommend(
        self, file: ReadFile, vectors: npt.NDArray[np.float32], class_vectors: npt.NDArray[np.float32]
    ) -> list[list[Recommendation]]:
        symbols = file.graph.symbols
        answers: list[list[Recommendation]] = [[] for _ in symbols]
        asked = [place for place, symbol in enumerate(symbols) if skip_reason(symbol, file.names) is None]
        seen = self._classes.seen_from(file, class_vectors)
        if not asked or not len(seen.table):
            return answers
        used = used_attributes(file.graph)
        matched = MatchedSymbols(
            vectors[asked],
            [symbols[place].name for place in asked],
            np.array([KINDS.index(symbols[place].kind) for place in asked]),
            [used.get(symbols[place].node, frozenset()) for place in asked],
            np.array([_class_around(symbols[place], seen.around) for place in asked]),
        )
        chances, optional = self._matcher.probabilities(matched, seen.table, seen.outlook)
        for place, row, share in zip(asked, chances, optional.tolist(), strict=True):
            answers[place] = _ranked(row, share, seen)
        return answers


def _class_around(symbol: Symbol, rows: Mapping[str, int]) -> int:
    """The innermost class that a symbol lies in, -1 outside of classes."""
    scope = symbol.scope
    while scope:
        if scope in rows:
            return rows[scope]
        scope = scope.rpartition(".")[0]
    return -1


def _ranked(chances: npt.NDArray[np.float32], optional: float, seen: VisibleClasses) -> list[Recommendation]:
    """The most probable classes, as they are and optional."""
    found = []
    for row in np.argsort(-chances, kind="stable")[:_DEPTH].tolist():
        kind, chance = seen.table.entries[row].type, float(chances[row])
        found.append(Recommendation(kind, chance * (1 - optional), DEFINITION))
        try:
            either = str(union_of((parse_type(kind), _NONE)))
        except TypeExpressionError:
            continue
        found.append(Recommendation(either, chance * optional, DEFINITION))
    kept = [each for each in found if each.probability >= _LEAST]
    return sorted(kept, key=lambda each: -each.probability)
