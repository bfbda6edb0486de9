"""Types never seen before: classes that are near a symbol by their definitions, without any annotated example."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from typilus.annotation_types import collect_bases, parse_type, union_of
from typilus.class_matching import (
    ClassTable,
    DefinitionMatcher,
    FileClasses,
    ProjectClasses,
    class_entries,
    imported_names,
    matched_symbols,
)
from typilus.errors import TypeExpressionError
from typilus.project import AnalyzedFile
from typilus.recommenders.recommender import FileContext, Need, Recommendation
from typilus.recommenders.sources import DEFINITION

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["DefinitionRecommender"]

_DEPTH = 5
_MIN_PROBABILITY = 0.01
_NONE = parse_type("None")


class DefinitionRecommender:
    """Recommends the classes that a file defines, imports, or finds elsewhere in its project.

    The probability of a class is that of the matcher, among all classes that count and "none of them". That of `Shop |
    None` is the part of the class's share for which the matcher takes the symbol as optional.

    Args:
        matcher: Trained matcher of symbols and definitions.
        project: The user's other files. Without them, a file's own classes and its imported names count.
    """

    def __init__(self, matcher: DefinitionMatcher, project: ProjectMarkers | None = None) -> None:
        self._matcher = matcher
        self._project = project

    sources = (DEFINITION,)
    needs = frozenset({Need.EMBEDDING})

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        assert context.embedding is not None
        file, embedding = context.file, context.embedding
        symbols = file.graph.symbols
        answers: list[list[Recommendation]] = [[] for _ in symbols]
        asked = context.asked()
        if not asked or embedding.classes is None:
            return answers
        own = classes_of(file, embedding.classes)
        if self._project is None:
            seen = ProjectClasses({file.path: own}, self._matcher.dimension).seen_from(file.path, own)
        else:
            seen = self._project.classes_seen_from(file, own)
        if not len(seen.table):
            return answers
        matched = matched_symbols(file.graph, asked, embedding.symbols, seen.own_rows)
        chances, optional = self._matcher.probabilities(matched, seen.table, seen.visibility)
        best = np.argsort(-chances, axis=1, kind="stable")[:, :_DEPTH]
        highest = np.take_along_axis(chances, best, axis=1)
        columns = zip(asked, best.tolist(), highest.tolist(), optional.tolist(), strict=True)
        for index, rows, likely, share in columns:
            answers[index] = _ranked(rows, likely, share, seen.table)
        return answers


def classes_of(file: AnalyzedFile, vectors: npt.NDArray[np.float32]) -> FileClasses:
    """Return the current classes of a file. `vectors` `[c, D]` are their points."""
    module = file.names.module
    types = [f"{module}.{definition.name}" if module else definition.name for definition in file.graph.definitions]
    entries = class_entries(file.graph, types, collect_bases(file.document.tree, file.names))
    return FileClasses(entries, vectors, imported_names(file.graph, file.names))


def _ranked(rows: Sequence[int], chances: Sequence[float], optional: float, table: ClassTable) -> list[Recommendation]:
    """Some classes, as they are and optional, the most probable first."""
    candidates = []
    for row, chance in zip(rows, chances, strict=True):
        type_text = table.entries[row].type
        either = _optional(type_text)
        if either is not None and chance >= _MIN_PROBABILITY:
            candidates.append(Recommendation(type_text, chance * (1 - optional), DEFINITION.id))
            candidates.append(Recommendation(either, chance * optional, DEFINITION.id))
    kept = [candidate for candidate in candidates if candidate.probability >= _MIN_PROBABILITY]
    return sorted(kept, key=lambda candidate: -candidate.probability)


@lru_cache(maxsize=10_000)
def _optional(type_text: str) -> str | None:
    """Return `Shop | None`, or None for a class of a function (`f.<locals>.C`), which no annotation elsewhere could
    name.
    """
    try:
        return str(union_of((parse_type(type_text), _NONE)))
    except TypeExpressionError:
        return None
