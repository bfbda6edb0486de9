"""Precision against recall by confidence (paper, Fig. 4), rates by type frequency (Fig. 5), bootstrap intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from typilus.lab.experiments.network.metrics import Rates, Verdicts

__all__ = [
    "BUCKETS",
    "FrequencyBucket",
    "Interval",
    "PrecisionRecall",
    "bootstrap_interval",
    "frequency_buckets",
    "precision_recall",
]

BUCKETS = (0, 1, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
"""Lower bounds of the buckets of training counts."""


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Precision and coverage of the predictions above each confidence.

    Attributes:
        threshold: Confidences, descending.
        recall: Share of all symbols that get a prediction at each threshold, as in the paper.
        precision: Share of those predictions that satisfy each criterion.
    """

    threshold: tuple[float, ...]
    recall: tuple[float, ...]
    precision: Mapping[str, tuple[float, ...]]

    def precision_at(self, recall: float, criterion: str = "neutral") -> float:
        """Return the precision at the first threshold that reaches this recall, or at full coverage if none does."""
        values = self.precision[criterion]
        reached = [value for value, share in zip(values, self.recall, strict=True) if share >= recall]
        return reached[0] if reached else (values[-1] if values else 0.0)

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            "threshold": [round(value, 4) for value in self.threshold],
            "recall": [round(value, 4) for value in self.recall],
            "precision": {name: [round(value, 4) for value in line] for name, line in self.precision.items()},
        }


def precision_recall(verdicts: Verdicts, points: int = 100) -> PrecisionRecall:
    """Return the curve of the best predictions, accepting predictions of equal confidence together.

    Args:
        verdicts: Verdicts on Q symbols.
        points: Maximum number of thresholds, spread evenly over the symbols.
    """
    confidence = verdicts.probability[:, 0] if verdicts.probability.shape[1] else np.zeros(0, np.float32)
    total = len(confidence)
    order = np.argsort(-confidence, kind="stable")
    order = order[confidence[order] > 0]
    if not len(order):
        return PrecisionRecall((), (), dict.fromkeys(verdicts.criteria(), ()))
    ordered = confidence[order]
    ends = np.append(np.flatnonzero(ordered[1:] < ordered[:-1]), len(order) - 1)
    wanted = np.searchsorted(ends, np.linspace(0, len(order) - 1, points).astype(np.int64))
    ends = ends[np.unique(np.minimum(wanted, len(ends) - 1))]
    accepted = ends + 1
    precision = {
        name: tuple((np.cumsum(hits[order, 0])[ends] / accepted).tolist()) for name, hits in verdicts.criteria().items()
    }
    return PrecisionRecall(tuple(ordered[ends].tolist()), tuple((accepted / total).tolist()), precision)


@dataclass(frozen=True, slots=True)
class FrequencyBucket:
    """Rates of the symbols whose true type has at least `lowest` and at most `highest` training labels."""

    lowest: int
    highest: int | None
    rates: Rates


def frequency_buckets(verdicts: Verdicts, train_count: npt.NDArray[np.int64]) -> tuple[FrequencyBucket, ...]:
    """Return the rates of the best predictions by the training frequency of the true type, empty buckets included."""
    uppers: Sequence[int | None] = [*(bound - 1 for bound in BUCKETS[1:]), None]
    buckets = []
    for lowest, highest in zip(BUCKETS, uppers, strict=True):
        mask = (train_count >= lowest) & (train_count <= (highest if highest is not None else np.inf))
        count = int(mask.sum())
        exact, parametric, neutral = (
            100.0 * float(hits[mask, :1].any(axis=1).mean()) if count else 0.0 for hits in verdicts.criteria().values()
        )
        buckets.append(FrequencyBucket(lowest, highest, Rates(count, exact, parametric, neutral)))
    return tuple(buckets)


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds between which 95 of 100 resamplings put it."""

    mean: float
    low: float
    high: float


def bootstrap_interval(
    values: npt.NDArray[np.float64], groups: npt.NDArray[np.int32], samples: int = 1000, seed: int = 0
) -> Interval:
    """Return the interval of a mean when whole groups (files) are drawn, as a file's symbols are not independent.

    Args:
        values: `[Q]`, for instance 100 where right, or the difference of two methods.
        groups: `[Q]` file of each value.
        samples: Number of resamplings.
        seed: Seed of the draws.
    """
    if not len(values):
        return Interval(0.0, 0.0, 0.0)
    _, group = np.unique(groups, return_inverse=True)
    sums, counts = np.bincount(group, weights=values), np.bincount(group).astype(np.float64)
    generator = np.random.default_rng(seed)
    means = np.empty(samples)
    for sample in range(samples):
        drawn = generator.integers(0, len(sums), len(sums))
        means[sample] = sums[drawn].sum() / counts[drawn].sum()
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(values.mean()), float(low), float(high))
