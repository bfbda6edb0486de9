"""Rates of ranked predictions: by what is true, by kind, by project; how sure, and whether rightly so."""

from __future__ import annotations

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
_COVERAGES = tuple(each / 20 for each in range(1, 21))


@dataclass(frozen=True, slots=True)
class RowRates:
    """Percentages of `count` symbols; `precision` is of those with a prediction, the others are of all."""

    count: int
    exact: float
    top5: float
    parametric: float
    neutral: float
    coverage: float
    precision: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How often predictions come true that are said to be so probable.

    Attributes:
        said: mean probability of each bin that is not empty.
        true: share that is exactly right.
        count: predictions.
        error: expected calibration error, over bins of equal width.
    """

    said: tuple[float, ...]
    true: tuple[float, ...]
    count: tuple[int, ...]
    error: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: what is measured.
        groups: rates by `GROUPS`.
        projects: rates by project.
        interval: of the exact matches of all, by drawing files.
        precision_at: by share of symbols with a prediction, the share of these that is exact, and type neutral.
        reliability: of the first prediction.
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
            "reliability": [
                [round(said, 4), round(true, 4), count]
                for said, true, count in zip(reliability.said, reliability.true, reliability.count, strict=True)
            ],
        }


def measure_row(name: str, files: Sequence[FileRecord], ranking: Ranking, lattice: TypeLattice) -> Row:
    """Measure one way to rank the voices of each symbol.

    Args:
        name: of the row.
        files: all that was measured.
        ranking: the voices of a symbol, the best first.
        lattice: knows which types are type neutral.
    """
    pairs = [(number, file.project, symbol) for number, file in enumerate(files) for symbol in file.symbols]
    hits = np.array([_hits(symbol.truth, ranking(symbol), lattice) for _, _, symbol in pairs]).reshape(-1, 6)
    kinds = np.array([symbol.kind for _, _, symbol in pairs], dtype=object)
    foreign = np.array([is_user_defined(symbol.truth) for _, _, symbol in pairs], bool)
    projects = np.array([project for _, project, _ in pairs], dtype=object)
    chosen = {"all": np.ones(len(pairs), bool), "user-defined": foreign, "built-in": ~foreign}
    chosen |= {kind: kinds == kind for kind in GROUPS[3:]}
    files_of = np.array([number for number, _, _ in pairs], np.int32)
    covered, said = hits[:, 4] > 0, hits[:, 5]
    return Row(
        name,
        {group: _rates(hits[rows]) for group, rows in chosen.items()},
        {project: _rates(hits[projects == project]) for project in sorted(set(projects))},
        bootstrap_interval(100 * hits[:, 0], files_of),
        _curve(said, hits[:, 0], hits[:, 3], covered),
        reliability_of(said[covered], hits[covered, 0]),
    )


def reliability_of(said: Values, true: Values, bins: int = BINS) -> Reliability:
    """Said and true probabilities by bins of equal width, `[Q]` each."""
    if not len(said):
        return Reliability((), (), (), 0.0)
    place = np.minimum((said * bins).astype(np.int64), bins - 1)
    filled = np.unique(place)
    means = [float(said[place == each].mean()) for each in filled]
    shares = [float(true[place == each].mean()) for each in filled]
    counts = [int((place == each).sum()) for each in filled]
    error = sum(count * abs(mean - share) for mean, share, count in zip(means, shares, counts, strict=True)) / len(said)
    return Reliability(tuple(means), tuple(shares), tuple(counts), error)


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
    in_five = any(each.type == truth for each in ranked[:5])
    return 0.0, float(in_five), float(parametric), float(neutral), 1.0, best.probability


def _rates(hits: Values) -> RowRates:
    count = len(hits)
    if not count:
        return RowRates(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    exact, top5, parametric, neutral, coverage = (100 * hits[:, :5].mean(axis=0)).tolist()
    return RowRates(count, exact, top5, parametric, neutral, coverage, 100 * exact / coverage if coverage else 0.0)


def _curve(said: Values, exact: Values, neutral: Values, covered: npt.NDArray[np.bool_]) -> tuple[
    tuple[float, float, float], ...
]:  # fmt: skip
    order = np.argsort(-np.where(covered, said, -1.0), kind="stable")
    points = []
    for coverage in _COVERAGES:
        first = order[: max(round(coverage * len(order)), 1)]
        if len(first) and covered[first].all():
            points.append((coverage, float(exact[first].mean()), float(neutral[first].mean())))
    return tuple(points)
