"""The answers of static inference about one symbol, as its ranking goes by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typilus.ranking import RankedType, overlooks
from typilus.recommenders import CONTROL_FLOW, EMPTY, SOURCES, InferredFile, Recommendation

__all__ = ["GUESS", "SymbolKnowledge"]

GUESS = 0.6
"""The highest probability of a type that the code makes doubtful."""
_COMPLETE = frozenset(source.id for source in SOURCES if source.is_complete)


@dataclass(frozen=True, slots=True)
class SymbolKnowledge:
    """The answers of static inference about one symbol."""

    file: InferredFile
    index: int

    def with_heirs(self, recommendations: Sequence[Recommendation]) -> Sequence[Recommendation]:
        """Return the recommendations. None from an overridden method's empty body counts if the overrides agree.

        Where they do, None is meant also by a body that says nothing, as that of an abstract method.
        """
        denied = self.file.left_open(self.index)
        if not any(candidate.certain for candidate in recommendations):
            none = Recommendation("None", EMPTY, CONTROL_FLOW.id, certain=True)
            return recommendations if denied is not False else [*recommendations, none]
        if denied:
            return [candidate for candidate in recommendations if not candidate.certain]
        if denied is None:
            return recommendations
        return [
            replace(candidate, probability=max(candidate.probability, EMPTY)) if candidate.certain else candidate
            for candidate in recommendations
        ]

    def against(self, recommendations: Sequence[Recommendation]) -> dict[str, str]:
        """Return the types that the code rules out, and why. Operations rule out no type inferred from all the code."""
        inferred = {candidate.type for candidate in recommendations if candidate.source in _COMPLETE}
        asked = sorted({candidate.type for candidate in recommendations if not candidate.certain})
        against: dict[str, str] = {}
        for is_lenient in (False, True):
            reasons = ((kind, self.file.objection(self.index, kind, kind in inferred, is_lenient)) for kind in asked)
            against = {type_text: reason for type_text, reason in reasons if reason is not None}
            if len(against) < len(asked):
                break
        return against

    def remaining(self) -> Recommendation | None:
        """Return the type of the little that the code shows, for where it rules out all that is recommended."""
        little = self.file.little_known(self.index)
        is_ruled_out = little is None or self.file.objection(self.index, little.type, is_lenient=True) is not None
        return None if is_ruled_out else little

    def completed(self, recommendations: Sequence[Recommendation]) -> list[Recommendation]:
        """Return the recommendations that become complete with further types that the body provides for."""
        wholes = ((candidate, self.file.completed(self.index, candidate.type)) for candidate in recommendations)
        return [replace(candidate, type=whole) for candidate, whole in wholes if whole != candidate.type]

    def limited(self, ranked: Sequence[RankedType], classes: frozenset[str]) -> list[RankedType]:
        """Return the ranking, in which types become mere guesses if the code may give the symbol anything, or if they
        overlook a class with the symbol's name."""
        limited = [
            replace(candidate, probability=GUESS)
            if candidate.probability > GUESS
            and (overlooks(candidate, classes) or self.file.is_doubtful(self.index, candidate.type))
            else candidate
            for candidate in ranked
        ]
        return sorted(limited, key=lambda candidate: -candidate.probability)
