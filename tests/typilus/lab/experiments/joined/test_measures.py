"""Rates by group and project, precision by coverage, and whether probabilities mean what they say."""

from __future__ import annotations

import numpy as np
import pytest

from tests.typilus.lab.experiments.joined.small_records import file_of, symbol_of
from typilus.annotation_types import TypeLattice
from typilus.lab.experiments.joined.measures import measure_row, reliability_of

FILES = [
    file_of("a", symbol_of("int", "t int 0.9"), symbol_of("shop.Till", "t str 0.6", "t shop.Till 0.3")),
    file_of("b", symbol_of("list[int]", "t list[str] 0.4", kind="return"), symbol_of("str", kind="variable")),
]


def test_rates() -> None:
    row = measure_row("t", FILES, lambda symbol: symbol.ranked, TypeLattice())
    whole = row.groups["all"]
    assert (whole.count, whole.exact, whole.top5, whole.parametric) == (4, 25.0, 50.0, 50.0)
    assert whole.coverage == 75.0
    assert whole.precision == pytest.approx(100 / 3)
    assert (row.groups["user-defined"].count, row.groups["user-defined"].exact) == (1, 0.0)
    assert row.groups["parameter"].exact == 50.0
    assert row.groups["attribute"].count == 0
    assert {name: rates.exact for name, rates in row.projects.items()} == {"a": 50.0, "b": 0.0}


def test_the_surest_come_first_and_silence_covers_nothing() -> None:
    row = measure_row("t", FILES, lambda symbol: symbol.ranked, TypeLattice())
    curve = {coverage: exact for coverage, exact, _ in row.precision_at}
    assert curve[0.25] == 1.0
    assert curve[0.5] == 0.5
    assert max(curve) == pytest.approx(0.85), "a share of 0.9 of four symbols is all four, one of which has none"


def test_calibration_error_is_the_mean_gap() -> None:
    said = np.array([0.05, 0.05, 0.95, 0.95])
    found = reliability_of(said, np.array([0.0, 0.0, 1.0, 0.0]))
    assert found.count == (2, 2)
    assert found.error == pytest.approx((2 * 0.05 + 2 * 0.45) / 4)
    assert reliability_of(np.zeros(0), np.zeros(0)).error == 0.0


def test_a_calibrated_ranking_errs_by_chance() -> None:
    draw = np.random.default_rng(0)
    said = draw.uniform(size=600)
    errors = [reliability_of(said, (draw.uniform(size=600) < said).astype(float)) for _ in range(200)]
    assert np.mean([one.error for one in errors]) == pytest.approx(errors[0].by_chance, rel=0.05)
    assert reliability_of(np.array([1.0, 0.0]), np.array([1.0, 0.0])).by_chance == 0.0


def test_json_is_plain() -> None:
    plain = measure_row("t", FILES, lambda symbol: symbol.ranked, TypeLattice()).to_json()
    assert plain["groups"]["all"]["exact"] == 25.0
    assert 0 <= plain["calibration_error"] <= 1
