"""Curves, buckets and intervals against slow or known answers."""

from __future__ import annotations

import numpy as np
import pytest

from typilus.lab.experiments.network.curves import bootstrap_interval, frequency_buckets, precision_recall
from typilus.lab.experiments.network.metrics import Verdicts


def verdicts(right: list[bool], confidence: list[float]) -> Verdicts:
    hits = np.asarray(right, np.bool_)[:, None]
    return Verdicts(hits, hits, np.ones_like(hits), np.asarray(confidence, np.float32)[:, None])


def test_precision_recall_by_hand() -> None:
    curve = precision_recall(verdicts([True, False, True, False, False], [0.9, 0.5, 0.9, 0.5, 0.0]))
    assert curve.threshold == pytest.approx((0.9, 0.5))
    assert curve.recall == (0.4, 0.8)
    assert curve.precision["exact"] == (1.0, 0.5)
    assert curve.precision["neutral"] == (1.0, 1.0)
    assert curve.precision_at(0.4, "exact") == 1.0
    assert curve.precision_at(0.5, "exact") == 0.5
    assert curve.precision_at(1.0, "exact") == 0.5


def test_every_point_is_what_a_filter_by_its_threshold_gives() -> None:
    generator = np.random.default_rng(3)
    confidence = np.round(generator.uniform(0.01, 1, 500), 2)
    right = generator.uniform(size=500) < confidence
    curve = precision_recall(verdicts(right.tolist(), confidence.tolist()), points=30)
    assert len(curve.threshold) <= 30
    assert curve.recall[-1] == 1.0
    assert list(curve.recall) == sorted(curve.recall)
    for threshold, recall, precision in zip(curve.threshold, curve.recall, curve.precision["exact"], strict=True):
        accepted = confidence.astype(np.float32) >= np.float32(threshold)
        assert recall == pytest.approx(accepted.mean())
        assert precision == pytest.approx(right[accepted].mean())


def test_no_prediction_at_all_has_no_curve() -> None:
    curve = precision_recall(verdicts([False, False], [0.0, 0.0]))
    assert curve.to_json() == {
        "threshold": [],
        "recall": [],
        "precision": {"exact": [], "parametric": [], "neutral": []},
    }
    assert curve.precision_at(0.5) == 0.0


def test_buckets_cover_every_symbol_once() -> None:
    counts = np.asarray([0, 1, 4, 5, 99, 100, 1_000_000])
    buckets = frequency_buckets(verdicts([True] * 6 + [False], [1.0] * 7), counts)
    filled = {(b.lowest, b.highest): b.rates for b in buckets if b.rates.count}
    assert {place: rates.count for place, rates in filled.items()} == {
        (0, 0): 1,
        (1, 4): 2,
        (5, 9): 1,
        (50, 99): 1,
        (100, 199): 1,
        (5000, None): 1,
    }
    assert filled[5000, None].exact == 0.0
    assert filled[0, 0].exact == 100.0


def test_interval_is_wider_when_files_agree_within() -> None:
    generator = np.random.default_rng(5)
    file_rate = generator.integers(0, 2, 50).astype(np.float64)
    values, files = np.repeat(file_rate, 40) * 100, np.repeat(np.arange(50), 40).astype(np.int32)
    by_file = bootstrap_interval(values, files)
    by_symbol = bootstrap_interval(values, np.arange(2000).astype(np.int32))
    assert by_file.low < by_file.mean < by_file.high
    assert by_file.mean == pytest.approx(values.mean())
    assert by_file.high - by_file.low > 3 * (by_symbol.high - by_symbol.low)
    assert bootstrap_interval(values, files) == by_file
    assert bootstrap_interval(np.zeros(0), np.zeros(0, np.int32)).mean == 0.0


def test_what_never_answers_is_wrong_in_every_bucket() -> None:
    nothing = np.zeros((3, 0), np.bool_)
    silent = Verdicts(nothing, nothing, nothing, np.zeros((3, 0), np.float32))
    buckets = frequency_buckets(silent, np.array([0, 3, 3]))
    assert [(bucket.rates.count, bucket.rates.exact) for bucket in buckets[:2]] == [(1, 0.0), (2, 0.0)]
    assert precision_recall(silent).recall == ()
