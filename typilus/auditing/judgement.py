"""From predictions to findings: which existing annotations a prediction speaks against, and how clearly."""

from __future__ import annotations

from dataclasses import dataclass

from typilus.annotation_types import FileNames, TypeExpression, TypeLattice, canonicalise, parse_type
from typilus.auditing.disagreement import Disagreement, compare
from typilus.auditing.values import Finding
from typilus.corpus.labelling import rename
from typilus.corpus.reexports import ReExports
from typilus.errors import TypeExpressionError
from typilus.prediction.space_recommender import TYPE_SPACE
from typilus.prediction.values import FilePrediction, TypePrediction

__all__ = ["DEFAULT_CONFIDENCE", "Judgement"]

DEFAULT_CONFIDENCE = 0.95


@dataclass(frozen=True)
class Judgement:
    """What is worth showing.

    Attributes:
        lattice: which types agree.
        exports: the public names of the project's classes.
        min_confidence: the least probability of a suggestion.
        all_kinds: show every kind of disagreement, not only types that are different.
    """

    lattice: TypeLattice
    exports: ReExports
    min_confidence: float = DEFAULT_CONFIDENCE
    all_kinds: bool = False

    def findings(self, prediction: FilePrediction, names: FileNames) -> list[Finding]:
        """The findings of a file, the most confident first; `names` say what its annotations mean."""
        found = [finding for symbol in prediction if (finding := self._finding(symbol, names)) is not None]
        return sorted(found, key=lambda finding: -finding.confidence)

    def _finding(self, prediction: TypePrediction, names: FileNames) -> Finding | None:
        best = prediction.best
        if best is None or best.source != TYPE_SPACE or best.probability < self.min_confidence:
            return None
        assert prediction.existing is not None
        try:
            existing = rename(canonicalise(prediction.existing, names), self.exports)
        except TypeExpressionError:
            return None
        kind = compare(existing, parse_type(best.type), self.lattice)
        if kind is None or (kind is not Disagreement.DIFFERENT and not self.all_kinds):
            return None
        support = self._support(existing, prediction)
        return Finding(prediction.symbol, prediction.existing, str(existing), kind, best, support)

    def _support(self, existing: TypeExpression, prediction: TypePrediction) -> float:
        return sum(
            candidate.probability
            for candidate in prediction.candidates
            if compare(existing, parse_type(candidate.type), self.lattice) is not Disagreement.DIFFERENT
        )
