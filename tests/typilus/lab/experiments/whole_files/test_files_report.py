"""Rates by strategy."""

from __future__ import annotations

from dataclasses import replace

from typilus.lab.experiments.whole_files.files_experiment import FileOutcome
from typilus.lab.experiments.whole_files.files_report import files_table, scores_of

ONE = FileOutcome("shops", "a.py", "ranking", 4, 4, 2, 1, 6, True, True, 2, 1.0)
TWO = replace(ONE, path="b.py", passes=False, strict=False, annotated=3, quality=90, checks=4)


def test_rates() -> None:
    (score,) = scores_of([ONE, TWO])
    assert (score.files, score.passes, score.complete, score.strict) == (2, 50, 50, 50)
    assert (score.annotated, score.exact) == (87.5, 50)
    assert score.quality == 1.5, "of what type-checks"
    assert score.checks == 3


def test_strategies_stay_in_order_and_have_a_row_each() -> None:
    scores = scores_of([ONE, replace(ONE, strategy="joint", strict=None), TWO])
    assert [score.strategy for score in scores] == ["ranking", "joint"]
    assert scores[1].strict is None
    assert files_table(scores).row_count == 2
