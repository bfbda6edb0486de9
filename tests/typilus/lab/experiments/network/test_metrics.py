"""Rates against counts done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from typilus.lab.experiments.network.metrics import Judge, RankedTypes, score

TYPES = ("str", "list[int]", "list[str]", "object", "bool", "int")


def judge(calls: list[tuple[str, str]] | None = None) -> Judge:
    def neutral(prediction: str, truth: str) -> bool:
        if calls is not None:
            calls.append((prediction, truth))
        return (prediction, truth) == ("int", "bool")

    return Judge(TYPES, lambda name: name.partition("[")[0], neutral)


def ranked(*rows: list[int]) -> RankedTypes:
    return RankedTypes(np.asarray(rows, np.int32), np.ones((len(rows), len(rows[0])), np.float32))


def test_each_criterion() -> None:
    truth = np.asarray([0, 1, 4, 5, 0], np.int32)
    verdicts = judge().judge(ranked([0], [2], [5], [4], [-1]), truth)
    assert verdicts.exact[:, 0].tolist() == [True, False, False, False, False]
    assert verdicts.parametric[:, 0].tolist() == [True, True, False, False, False]
    assert verdicts.neutral[:, 0].tolist() == [True, False, True, False, False]


def test_top_five_is_right_when_any_is() -> None:
    verdicts = judge().judge(ranked([2, 1, -1], [0, 5, 4]), np.asarray([1, 3], np.int32))
    scores = score(verdicts, np.asarray([100, 99]), np.asarray([0, 2], np.int32))
    assert (scores.top1.all.exact, scores.top5.all.exact) == (0.0, 50.0)
    assert (scores.top5.common.count, scores.top5.common.exact) == (1, 100.0)
    assert (scores.top5.rare.count, scores.top5.rare.exact) == (1, 0.0)
    assert scores.top5.by_kind["variable"].exact == 100.0
    assert scores.top5.by_kind["attribute"].count == 0
    assert scores.to_json()["top5"]["all"] == {"count": 2, "exact": 50.0, "parametric": 50.0, "neutral": 50.0}


def test_a_pair_is_asked_for_once() -> None:
    calls: list[tuple[str, str]] = []
    one = judge(calls)
    for _ in range(2):
        one.judge(ranked([5], [5], [0]), np.asarray([4, 4, 4], np.int32))
    assert calls == [("str", "bool"), ("int", "bool")] or calls == [("int", "bool"), ("str", "bool")]


def test_nothing_predicted_is_all_wrong() -> None:
    verdicts = judge().judge(ranked([-1, -1]), np.asarray([5], np.int32))
    assert not verdicts.exact.any()
    assert not verdicts.parametric.any()
    assert not verdicts.neutral.any()


def test_parametric_follows_exact() -> None:
    truth = np.random.default_rng(0).integers(0, len(TYPES), 200).astype(np.int32)
    guess = np.random.default_rng(1).integers(-1, len(TYPES), (200, 5)).astype(np.int32)
    verdicts = judge().judge(RankedTypes(guess, np.ones(guess.shape, np.float32)), truth)
    assert (verdicts.parametric | ~verdicts.exact).all()
    assert (verdicts.neutral | ~verdicts.exact).all()
    scores = score(verdicts, np.zeros(200, np.int64), np.zeros(200, np.int32))
    assert scores.top1.all.exact == pytest.approx(100 * verdicts.exact[:, 0].mean())
