"""Types that follow from the code: static inference as a recommender."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typilus.prediction.reading import ReadFile, module_root
from typilus.prediction.recommender import Recommendation
from typilus.rewriting.importable import ImportableNames
from typilus.static_inference.inference import InferredType, StaticInference

__all__ = ["PROVED", "STATIC", "USAGE", "VARIANT", "StaticRecommender"]

PROVED, STATIC, USAGE, VARIANT = "proved", "static", "usage", "variant"
"""Sources: nothing else can flow into the symbol; something may; its uses ask for it; written for such a type, too."""
# Shares of exact answers on validation projects, each file alone.
_PROBABILITIES = {PROVED: 0.85, STATIC: 0.6, USAGE: 0.25}
_VARIANT_PROBABILITY = 0.1


class StaticRecommender:
    """Infers the types of each file's symbols from its own code, and from its project's, if there is one.

    Args:
        project: the project's root.
    """

    def __init__(self, project: Path | None = None) -> None:
        self._project = project
        self._site_packages = () if project is None else ImportableNames.of_project(project).site_packages

    def recommend(self, files: Sequence[ReadFile]) -> list[list[list[Recommendation]]]:
        """See `Recommender.recommend`."""
        return [self._recommend(file) for file in files]

    def _recommend(self, file: ReadFile) -> list[list[Recommendation]]:
        inference = StaticInference(self._roots(file), self._site_packages)
        answers = inference.infer(file.source, file.module, file.graph.symbols)
        return [[] if each is None else _recommendations(each) for each in answers]

    def _roots(self, file: ReadFile) -> list[Path]:
        if self._project is None:
            return []
        place = Path(file.path).absolute()
        return list(dict.fromkeys([module_root(place, self._project), self._project, self._project / "src"]))


def _recommendations(inferred: InferredType) -> list[Recommendation]:
    source = PROVED if inferred.proved else USAGE if inferred.by_use else STATIC
    first = Recommendation(str(inferred.type), _PROBABILITIES[source], source)
    return [first, *(Recommendation(str(each), _VARIANT_PROBABILITY, VARIANT) for each in inferred.variants)]
