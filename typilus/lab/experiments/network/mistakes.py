"""The most frequent mistakes, with examples to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from typilus.lab.experiments.network.experiments import RowResult
from typilus.lab.experiments.network.symbol_table import KINDS, SymbolTable

__all__ = ["Confusion", "worst_confusions"]


@dataclass(frozen=True, slots=True)
class Confusion:
    """One true type taken for another.

    Attributes:
        truth, prediction: Canonical types; the prediction is "" where there was none.
        count: Number of symbols.
        confidence: Mean confidence.
        examples: Some symbols as `path:line: kind name`, the most confident first.
    """

    truth: str
    prediction: str
    count: int
    confidence: float
    examples: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            "truth": self.truth,
            "prediction": self.prediction,
            "count": self.count,
            "confidence": round(self.confidence, 4),
            "examples": list(self.examples),
        }


def worst_confusions(
    result: RowResult,
    table: SymbolTable,
    method: str = "typilus",
    type_text: str | None = None,
    top: int = 20,
    examples: int = 3,
) -> tuple[Confusion, ...]:
    """The most frequent pairs of true type and different best prediction that is not neutral either.

    Args:
        result: A measured row.
        table: The table its queries are rows of.
        method: Whose predictions.
        type_text: Only symbols of this kind.
        top: Pairs to list.
        examples: Places to list for each.
    """
    ranked, verdicts = result.predictions[method], result.verdicts[method]
    wrong = ~(verdicts.exact[:, 0] | verdicts.neutral[:, 0])
    if type_text is not None:
        wrong &= table.kind[result.queries] == KINDS.index(type_text)
    places = np.flatnonzero(wrong)
    truth = table.type_id[result.queries[places]].astype(np.int64)
    predicted = ranked.type_id[places, 0].astype(np.int64)
    pairs, inverse, counts = np.unique(
        truth * (len(table.types) + 1) + predicted + 1, return_inverse=True, return_counts=True
    )
    confusions = []
    for pair in np.argsort(-counts, kind="stable")[:top]:
        members = places[inverse == pair]
        confidence = ranked.probability[members, 0]
        shown = members[np.argsort(-confidence, kind="stable")[:examples]]
        true_type, prediction = divmod(int(pairs[pair]), len(table.types) + 1)
        confusions.append(
            Confusion(
                table.types[true_type],
                table.types[prediction - 1] if prediction else "",
                int(counts[pair]),
                float(confidence.mean()),
                tuple(_place(table, row) for row in result.queries[shown]),
            )
        )
    return tuple(confusions)


def _place(table: SymbolTable, row: np.int64 | npt.NDArray[np.int64]) -> str:
    scope = table.scopes[int(row)]
    name = table.names[table.name_id[row]]
    where = f"{table.paths[table.file_id[row]]}:{table.line[row]}"
    return f"{where}: {KINDS[table.kind[row]]} {scope}.{name}" if scope else f"{where}: {KINDS[table.kind[row]]} {name}"
