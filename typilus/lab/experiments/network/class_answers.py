"""The answers of a network that classifies, as ranked types of an experiment."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from typilus.lab.experiments.network.embedded_symbols import EmbeddedSymbols, Vectors
from typilus.lab.experiments.network.metrics import RankedTypes
from typilus.lab.experiments.network.symbol_table import SymbolTable

if TYPE_CHECKING:
    from typilus.neural import TypeClassifier

__all__ = ["ClassAnswers", "with_types"]

_RANKED = 5


class ClassAnswers:
    """A classifier's most probable types, in the place of neighbors' votes.

    A project's other files tell it nothing, nor does it ever answer that a type is unknown: that only leaves less
    probability for the others.

    Args:
        classifier: Of the network.
        table: Symbols, among whose types are all of the classifier's.
    """

    def __init__(self, classifier: TypeClassifier, table: SymbolTable) -> None:
        self._classifier = classifier
        number = {name: index for index, name in enumerate(table.types)}
        self._type_id = np.array([number[name] for name in classifier.types], np.int32)

    def __str__(self) -> str:
        return str(self._classifier)

    def rank(self, vectors: Vectors) -> RankedTypes:
        """`[Q, 5]` types of `[Q, D]` embeddings, fewer if there are no more."""
        indices, probability = self._classifier.rank(vectors, _RANKED)
        return RankedTypes(self._type_id[indices], probability)


def with_types(symbols: EmbeddedSymbols, types: tuple[str, ...]) -> EmbeddedSymbols:
    """The same symbols, with these types behind those that label one of them."""
    labels = set(symbols.table.types)
    table = dataclasses.replace(
        symbols.table, types=(*symbols.table.types, *(name for name in types if name not in labels))
    )
    return dataclasses.replace(symbols, table=table)
