"""Rates of ranked predictions by truth, by kind and by project, and the calibration of their probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from typilus.annotation_types import TypeLattice, erase, parse_type
from typilus.errors import TypeExpressionError
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice, is_user_defined
from typilus.lab.experiments.network.curves import Interval, bootstrap_interval

__all__ = ["GROUPS", "Reliability", "Row", "RowRates", "measure_row", "reliability_of"]

Ranking = Callable[[SymbolRecord], Sequence[Voice]]
Values = npt.NDArray[np.float64]
GROUPS = ("all", "user-defined", "built-in", "parameter", "return", "variable", "attribute")
BINS = 10
_COVERAGES = tuple(index / 20 for index in range(1, 21))


@dataclass(frozen=True, slots=True)
class RowRates:
    """Percentages of `count` symbols. `precision` is the percentage of symbols with a prediction."""

    count: int
    exact: float
    top5: float
    parametric: float
    neutral: float
    coverage: float
    precision: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The calibration of predictions, by bins of probability.

    Attributes:
        said: Mean probability of each bin that is not empty.
        true: Share of exact predictions in each bin.
        count: Number of predictions in each bin.
        error: Expected calibration error over bins of equal width.
        by_chance: Error that a perfectly calibrated ranking would be expected to show with so many predictions.
    """

    said: tuple[float, ...]
    true: tuple[float, ...]
    count: tuple[int, ...]
    error: float
    by_chance: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: Name of the measured ranking.
        groups: Rates by `GROUPS`.
        projects: Rates by project.
        interval: Interval of the exact matches of all symbols, from resampling files.
        precision_at: Shares of exact and of type neutral predictions, by share of symbols with a prediction.
        reliability: Calibration of the first prediction.
    """

    name: str
    groups: Mapping[str, RowRates]
    projects: Mapping[str, RowRates]
    interval: Interval
    precision_at: tuple[tuple[float, float, float], ...]
    reliability: Reliability

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""

        def plain(rates: RowRates) -> dict[str, float]:
            return {name: round(getattr(rates, name), 2) for name in RowRates.__dataclass_fields__}

        reliability = self.reliability
        return {
            "name": self.name,
            "groups": {name: plain(rates) for name, rates in self.groups.items()},
            "projects": {name: plain(rates) for name, rates in self.projects.items()},
            "interval": [round(self.interval.low, 2), round(self.interval.high, 2)],
            "curve": [[round(value, 4) for value in point] for point in self.precision_at],
            "calibration_error": round(reliability.error, 4),
            "calibration_error_by_chance": round(reliability.by_chance, 4),
            "reliability": [
                [round(probability, 4), round(true, 4), count]
                for probability, true, count in zip(reliability.said, reliability.true, reliability.count, strict=True)
            ],
        }


def measure_row(name: str, files: Sequence[FileRecord], ranking: Ranking, lattice: TypeLattice) -> Row:
    """Measure one way to rank the recommendations of each symbol.

    Args:
        name: Name of the row.
        files: All measured files.
        ranking: Function that returns the recommendations of a symbol, the best first.
        lattice: Lattice that decides which types are type neutral.
    """
    pairs = [(number, file.project, symbol) for number, file in enumerate(files) for symbol in file.symbols]
    hits = np.array([_hits(symbol.truth, ranking(symbol), lattice) for _, _, symbol in pairs]).reshape(-1, 6)
    kinds = np.array([symbol.kind for _, _, symbol in pairs], dtype=object)
    foreign = np.array([is_user_defined(symbol.truth) for _, _, symbol in pairs], bool)
    projects = np.array([project for _, project, _ in pairs], dtype=object)
    masks = {"all": np.ones(len(pairs), bool), "user-defined": foreign, "built-in": ~foreign}
    masks |= {group: kinds == group for group in GROUPS[3:]}
    files_of = np.array([number for number, _, _ in pairs], np.int32)
    covered, probability = hits[:, 4] > 0, hits[:, 5]
    return Row(
        name,
        {group: _rates(hits[rows]) for group, rows in masks.items()},
        {project: _rates(hits[projects == project]) for project in sorted(set(projects))},
        bootstrap_interval(100 * hits[:, 0], files_of),
        _curve(probability, hits[:, 0], hits[:, 3], covered),
        reliability_of(probability[covered], hits[covered, 0]),
    )


def reliability_of(probability: Values, true: Values, bins: int = BINS) -> Reliability:
    """Said and true probabilities by bins of equal width, `[Q]` each."""
    if not len(probability):
        return Reliability((), (), (), 0.0, 0.0)
    bin_of = np.minimum((probability * bins).astype(np.int64), bins - 1)
    filled = np.unique(bin_of)
    means = [float(probability[bin_of == number].mean()) for number in filled]
    shares = [float(true[bin_of == number].mean()) for number in filled]
    counts = [int((bin_of == number).sum()) for number in filled]
    error = sum(count * abs(mean - share) for mean, share, count in zip(means, shares, counts, strict=True)) / len(
        probability
    )
    # The number of true ones in a bin is nearly normal, and its mean distance from what is expected so many deviations.
    variances = np.bincount(bin_of, probability * (1 - probability))
    by_chance = float(np.sqrt(variances).sum()) * math.sqrt(2 / math.pi) / len(probability)
    return Reliability(tuple(means), tuple(shares), tuple(counts), error, by_chance)


def _hits(truth: str, ranked: Sequence[Voice], lattice: TypeLattice) -> tuple[float, ...]:
    """Exact, among the first five, up to parametric type, type neutral, predicted at all, how probable."""
    if not ranked:
        return (0.0,) * 6
    best = ranked[0]
    if best.type == truth:
        return 1.0, 1.0, 1.0, 1.0, 1.0, best.probability
    try:
        predicted, expected = parse_type(best.type), parse_type(truth)
        parametric, neutral = erase(predicted) == erase(expected), lattice.is_neutral(predicted, expected)
    except TypeExpressionError:
        parametric = neutral = False
    in_five = any(candidate.type == truth for candidate in ranked[:5])
    return 0.0, float(in_five), float(parametric), float(neutral), 1.0, best.probability


def _rates(hits: Values) -> RowRates:
    count = len(hits)
    if not count:
        return RowRates(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    exact, top5, parametric, neutral, coverage = (100 * hits[:, :5].mean(axis=0)).tolist()
    return RowRates(count, exact, top5, parametric, neutral, coverage, 100 * exact / coverage if coverage else 0.0)


def _curve(probability: Values, exact: Values, neutral: Values, covered: npt.NDArray[np.bool_]) -> tuple[
    tuple[float, float, float], ...
]:  # fmt: skip
    order = np.argsort(-np.where(covered, probability, -1.0), kind="stable")
    points = []
    for coverage in _COVERAGES:
        first = order[: max(round(coverage * len(order)), 1)]
        if len(first) and covered[first].all():
            points.append((coverage, float(exact[first].mean()), float(neutral[first].mean())))
    return tuple(points)
