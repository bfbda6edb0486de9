"""Types that follow from the code: static inference as a recommender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from typilus.annotation_types import TypeExpression, parse_type
from typilus.errors import TypeExpressionError
from typilus.prediction.reading import ReadFile, module_root
from typilus.prediction.recommender import Recommendation
from typilus.rewriting.importable import ImportableNames
from typilus.static_inference.inference import InferredType, StaticInference

__all__ = ["FLOW", "INFERRED", "PROVED", "STATIC", "USAGE", "VARIANT", "InferredFile", "StaticRecommender"]

PROVED, STATIC, USAGE, FLOW, VARIANT = "proved", "static", "usage", "flow", "variant"
"""Sources: nothing else can flow into the symbol; something may; its uses ask for it; it follows from what others say
of another symbol; people write it for such a type, too."""
INFERRED = frozenset({PROVED, STATIC, USAGE, FLOW, VARIANT})
LIKELY = 0.5
# Shares of exact answers on validation projects, each file alone.
_PROBABILITIES = {PROVED: 0.85, STATIC: 0.6, USAGE: 0.25, FLOW: 0.5}
_VARIANT_PROBABILITY = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class InferredFile:
    """A file's code with the types that follow from it.

    Attributes:
        file: what was read.
        inference: of its code; None where it is nested too deep.
        recommendations: for each symbol of its graph.
    """

    file: ReadFile
    inference: StaticInference | None
    recommendations: tuple[tuple[Recommendation, ...], ...]

    def objection(self, place: int, kind: str) -> str | None:
        """In words, why a symbol cannot have a type: an operation that its value flows into does not take it."""
        if self.inference is None:
            return None
        try:
            expression = parse_type(kind)
        except TypeExpressionError:
            return None
        return self.inference.objection(self.file.module, self.file.graph.symbols[place], expression)


class StaticRecommender:
    """Infers the types of each file's symbols from its own code, and from its project's, if there is one.

    It is asked last: where nothing follows, it takes what the others find likely, and lets that flow on.

    Args:
        project: the project's root.
    """

    def __init__(self, project: Path | None = None) -> None:
        self._project = project
        self._site_packages = () if project is None else ImportableNames.of_project(project).site_packages

    def infer(self, file: ReadFile, said: Sequence[Sequence[Recommendation]]) -> InferredFile:
        """What follows from one file's code, and from what others say of symbols of which nothing follows.

        Args:
            file: to infer.
            said: for each symbol of its graph, other recommendations.
        """
        inference = StaticInference(self._roots(file), self._site_packages)
        guesses = {place: likely for place, voices in enumerate(said) if (likely := _likely(voices))}
        try:
            answers = inference.infer(file.source, file.module, file.graph.symbols, guesses)
        except RecursionError:  # expressions nested deeper than Python's own stack: the others still know something
            return InferredFile(file, None, tuple(() for _ in file.graph.symbols))
        return InferredFile(file, inference, tuple(() if each is None else _recommendations(each) for each in answers))

    def _roots(self, file: ReadFile) -> list[Path]:
        if self._project is None:
            return []
        place = Path(file.path).absolute()
        return list(dict.fromkeys([module_root(place, self._project), self._project, self._project / "src"]))


def _likely(voices: Sequence[Recommendation]) -> list[TypeExpression]:
    """What is likely enough to be taken for a symbol's type where nothing follows from the code."""
    likely = sorted((each for each in voices if each.probability >= LIKELY), key=lambda each: -each.probability)
    return [parse_type(each.type) for each in likely]


def _recommendations(inferred: InferredType) -> tuple[Recommendation, ...]:
    source = FLOW if inferred.by_guess else PROVED if inferred.proved else USAGE if inferred.by_use else STATIC
    first = Recommendation(str(inferred.type), _PROBABILITIES[source], source, reasons=inferred.reasons)
    return (first, *(Recommendation(str(each), _VARIANT_PROBABILITY, VARIANT) for each in inferred.variants))
