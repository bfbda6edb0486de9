"""Metrics of ranked predictions: exact, up to parametric type, type neutral (paper, section 6.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from typilus.lab.corpus.corpus_report import COMMON_FROM
from typilus.lab.experiments.network.symbol_table import KINDS

__all__ = [
    "Breakdown",
    "Judge",
    "RankedTypes",
    "Rates",
    "Scores",
    "Verdicts",
    "score",
]

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class RankedTypes:
    """Ranked predictions for Q symbols.

    Attributes:
        type_id: `[Q, n]` int32 indices into a list of type names, best first, -1 where there are fewer than n.
        probability: `[Q, n]` float32, descending, 0 where there is no prediction.
    """

    type_id: npt.NDArray[np.int32]
    probability: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.type_id)

    def take(self, rows: npt.NDArray[np.int64]) -> RankedTypes:
        """The predictions of some of the symbols."""
        return RankedTypes(self.type_id[rows], self.probability[rows])


@dataclass(frozen=True, slots=True)
class Rates:
    """Percentages of `count` symbols, 0 where there are none."""

    count: int
    exact: float
    parametric: float
    neutral: float


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Rates over all symbols, by how common the true type is in training, and by kind of symbol."""

    all: Rates
    common: Rates
    rare: Rates
    by_kind: Mapping[str, Rates]

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        rows: dict[str, Rates] = {"all": self.all, "common": self.common, "rare": self.rare}
        plain = {name: _rates_json(rates) for name, rates in rows.items()}
        return {**plain, "by_kind": {kind: _rates_json(rates) for kind, rates in self.by_kind.items()}}


@dataclass(frozen=True, slots=True)
class Scores:
    """Rates of the best prediction, and of the best five (right when any of the five is)."""

    top1: Breakdown
    top5: Breakdown

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {"top1": self.top1.to_json(), "top5": self.top5.to_json()}


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """The correctness of each prediction.

    Attributes:
        exact: `[Q, n]`, as are parametric and neutral. An absent prediction is wrong.
        probability: `[Q, n]`.
    """

    exact: Booleans
    parametric: Booleans
    neutral: Booleans
    probability: npt.NDArray[np.float32]

    def criteria(self) -> dict[str, Booleans]:
        """The three by name."""
        return {"exact": self.exact, "parametric": self.parametric, "neutral": self.neutral}


class Judge:
    """A comparison of predicted with true types that remembers every pair, so that bulk use is cheap.

    Args:
        types: Names that predictions and truths index.
        erase: Function that drops the outermost parameters of a type's name.
        is_neutral: Function that decides whether a prediction (first) could stand for the truth (second) under optional
            typing.
    """

    def __init__(
        self, types: Sequence[str], erase: Callable[[str], str], is_neutral: Callable[[str, str], bool]
    ) -> None:
        self._types = types
        erased: dict[str, int] = {}
        self._erased = np.asarray([erased.setdefault(erase(name), len(erased)) for name in types], np.int64)
        self._is_neutral = is_neutral
        self._known: dict[int, bool] = {}

    def judge(self, predictions: RankedTypes, truth: npt.NDArray[np.int32]) -> Verdicts:
        """Judge every ranked prediction against its symbol's truth, `[Q]` type ids."""
        predicted = predictions.type_id.astype(np.int64)
        present = predicted >= 0
        expected = truth.astype(np.int64)[:, None]
        exact = present & (predicted == expected)
        parametric = present & (self._erased[predicted] == self._erased[expected]) if len(self._types) else exact
        neutral = exact.copy()
        open_pairs = present & ~exact
        keys = predicted * len(self._types) + expected
        distinct, inverse = np.unique(keys[open_pairs], return_inverse=True)
        neutral[open_pairs] = np.asarray([self._neutral(int(key)) for key in distinct], np.bool_)[inverse]
        return Verdicts(exact, parametric, neutral, predictions.probability)

    def _neutral(self, key: int) -> bool:
        cached = self._known.get(key)
        if cached is None:
            prediction, truth = divmod(key, len(self._types))
            cached = self._known[key] = self._is_neutral(self._types[prediction], self._types[truth])
        return cached


def score(verdicts: Verdicts, train_count: npt.NDArray[np.int64], kind: npt.NDArray[np.int32]) -> Scores:
    """Aggregate verdicts.

    Args:
        verdicts: Verdicts on Q symbols.
        train_count: `[Q]` number of symbols of the training side that the true type labels.
        kind: `[Q]` index into `symbol_table.KINDS`.
    """
    return Scores(_breakdown(verdicts, 1, train_count, kind), _breakdown(verdicts, 5, train_count, kind))


def _breakdown(
    verdicts: Verdicts, top: int, train_count: npt.NDArray[np.int64], kind: npt.NDArray[np.int32]
) -> Breakdown:
    hits: list[Booleans] = [
        np.asarray(values[:, :top].any(axis=1), np.bool_) for values in verdicts.criteria().values()
    ]
    common = train_count >= COMMON_FROM
    return Breakdown(
        all=_rates(hits, np.ones(len(kind), np.bool_)),
        common=_rates(hits, common),
        rare=_rates(hits, ~common),
        by_kind={name: _rates(hits, kind == index) for index, name in enumerate(KINDS)},
    )


def _rates(hits: Iterable[Booleans], mask: Booleans) -> Rates:
    count = int(mask.sum())
    exact, parametric, neutral = (100.0 * float(hit[mask].mean()) if count else 0.0 for hit in hits)
    return Rates(count, exact, parametric, neutral)


def _rates_json(rates: Rates) -> dict[str, float]:
    return {
        "count": rates.count,
        "exact": round(rates.exact, 2),
        "parametric": round(rates.parametric, 2),
        "neutral": round(rates.neutral, 2),
    }
