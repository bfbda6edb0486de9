"""Symbols of one name in a folder agree on a type: a parameter handed on, its overrides, the attribute it sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from graph_extraction import SymbolKind
from typilus.passes.file_facts import FileFacts, Opinion
from typilus.prediction import FilePrediction, TypeCandidate, TypePrediction

__all__ = ["Families"]

# Chosen on validation projects.
_WEIGHT = 0.5
"""So much of a symbol's probability a large family shares out, where nothing is known of the symbol itself."""
_FEW = 4
"""A family of so many others has half of this influence."""
_SURENESS = 3
"""The power of its best type's probability that an opinion counts with: the sure ones are heard."""


class Families:
    """The opinions of a project's files, by name.

    Parameters, variables and attributes of one name and folder are a family, whatever their leading underscores; so are
    returns. Other folders are no help: the `request` of one web framework is not that of the next.

    Args:
        files: The outcome of the first pass.
    """

    def __init__(self, files: Iterable[FileFacts]) -> None:
        self._members: dict[tuple[str, bool, str], list[tuple[str, Opinion]]] = {}
        for file in files:
            for opinion in file.opinions:
                family = self._members.setdefault(_family(file.path, opinion.kind, opinion.name), [])
                family.append((file.path, opinion))

    def agreed(self, prediction: FilePrediction) -> FilePrediction:
        """The prediction of a file, each symbol's types weighed by what its family in other scopes may be.

        A symbol gets no type that it did not have, and the probabilities of its types keep their sum.
        """
        symbols = tuple(self._agreed(prediction.path, symbol) for symbol in prediction)
        return replace(prediction, symbols=symbols)

    def _agreed(self, path: str, prediction: TypePrediction) -> TypePrediction:
        symbol = prediction.symbol
        others = [
            opinion
            for file, opinion in self._members.get(_family(path, symbol.kind, symbol.name), ())
            if file != path or opinion.scope != symbol.scope
        ]
        if not others or not prediction.candidates:
            return prediction
        return replace(prediction, candidates=_weighed(prediction.candidates, others))


def _weighed(candidates: Sequence[TypeCandidate], others: Sequence[Opinion]) -> tuple[TypeCandidate, ...]:
    """The candidates, each probability mixed with its share in the opinions of the family, the surer ones first."""
    support = {candidate.type: 0.0 for candidate in candidates}
    for opinion in others:
        weight = opinion.types[0][1] ** _SURENESS
        for type_, probability in opinion.types:
            if type_ in support:
                support[type_] += weight * probability
    total = sum(support.values())
    if not total:
        return tuple(candidates)
    mass = sum(candidate.probability for candidate in candidates)
    share = _WEIGHT * (1 - candidates[0].probability) * len(others) / (len(others) + _FEW)
    mixed = [
        replace(
            candidate, probability=(1 - share) * candidate.probability + share * mass * support[candidate.type] / total
        )
        for candidate in candidates
    ]
    return tuple(sorted(mixed, key=lambda candidate: -candidate.probability))


def _family(path: str, kind: SymbolKind, name: str) -> tuple[str, bool, str]:
    return str(Path(path).parent), kind is SymbolKind.RETURN, name.lstrip("_")
