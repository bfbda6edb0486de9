"""Counting: Table 5, the curve, and what the errors were."""

from __future__ import annotations

import json

import pytest

from graph_extraction.graph import SymbolKind
from typilus.lab.experiments.checkers.summary import CheckerSummary, Curve, Tally, summarize_checker
from typilus.lab.experiments.checkers.trials import FileResult, Transition, Trial, TrialError, Verdict
from typilus.rewriting import AnnotationEdit


def trial(
    transition: Transition, verdict: Verdict, probability: float, code: str = "", masked: bool | None = None
) -> Trial:
    edit = AnnotationEdit(SymbolKind.PARAMETER, "f", "x", 1, 6, "int")
    errors = (TrialError(code, "it is wrong", "a.py", 1),) if code else ()
    return Trial(edit, None, "int", probability, transition, verdict, errors, bool(code), masked)


def example() -> CheckerSummary:
    first = FileResult(
        *("shop", "a.py", None, False),
        (
            trial(Transition.ADDED, Verdict.PASSED, 0.9, masked=False),
            trial(Transition.ADDED, Verdict.FAILED, 0.8, "arg-type"),
            trial(Transition.SAME, Verdict.PASSED, 0.7),
            trial(Transition.CHANGED, Verdict.TIMEOUT, 0.6),
        ),
        {"annotated on line 3": 1, "annotated on line 4": 1},
        unpredicted=1,
        runs=4,
        seconds=2.0,
    )
    second = FileResult(
        *("store", "b.py", None, False),
        (
            trial(Transition.CHANGED, Verdict.FAILED, 0.2, "assignment", masked=True),
            trial(Transition.ADDED, Verdict.FAILED, 0.1, "assignment"),
        ),
        runs=3,
        seconds=1.0,
    )
    return summarize_checker("mypy", [first, second, FileResult("shop", "c.py", "has errors as it is", runs=1)])


def test_shares_by_what_is_changed() -> None:
    summary = example()
    assert summary.overall == Tally(5, 2)
    assert {each: (tally.judged, tally.passed) for each, tally in summary.transitions.items()} == {
        Transition.ADDED: (3, 1),
        Transition.CHANGED: (1, 0),
        Transition.SAME: (1, 1),
    }
    assert summary.proportion(Transition.ADDED) == pytest.approx(60)
    assert summary.overall.accuracy == pytest.approx(40)
    assert summary.kinds[SymbolKind.PARAMETER] == Tally(5, 2)
    assert summary.projects == {"shop": Tally(3, 2), "store": Tally(2, 0)}
    assert summary.without_verdict == {"timeout": 1}
    assert summary.refused == {"annotated on line N": 2}
    assert summary.verified == Tally(2, 1)
    assert (summary.files, summary.left_out, summary.runs, summary.seconds) == (2, {"has errors as it is": 1}, 8, 3.0)


def test_the_most_frequent_causes_come_first() -> None:
    assert [(cause.code, cause.count) for cause in example().causes] == [("assignment", 2), ("arg-type", 1)]
    assert example().causes[1].examples == ("shop a.py:1 parameter f.x: nothing -> int (0.80): it is wrong",)


def test_precision_against_recall() -> None:
    curve = example().curve
    assert curve.threshold == (0.9, 0.8, 0.7, 0.2, 0.1)
    assert curve.recall == pytest.approx((1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6))
    assert curve.precision == pytest.approx((1, 1 / 2, 2 / 3, 2 / 4, 2 / 5))
    assert curve.at_recall(0.5) == pytest.approx((0.7, 2 / 3))
    assert curve.at_recall(0.9) is None


def test_predictions_of_one_probability_are_accepted_together() -> None:
    trials = [trial(Transition.ADDED, verdict, 0.5) for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.FAILED)]
    assert Curve.of(trials, 0) == Curve((0.5,), (1.0,), (1 / 3,))
    assert Curve.of([], 3) == Curve((), (), ())


def test_everything_is_json_also_of_nothing() -> None:
    plain = json.loads(json.dumps(example().to_json()))
    assert plain["transitions"]["added"] == {"proportion": 60.0, "judged": 3, "passed": 1, "accuracy": 33.33}
    assert plain["at_recall_80"] == {"threshold": 0.1, "precision": 40.0}
    assert json.loads(json.dumps(summarize_checker("ty", []).to_json()))["at_recall_80"] is None


def test_results_survive_json() -> None:
    result = FileResult("shop", "a.py", None, False, (trial(Transition.ADDED, Verdict.FAILED, 0.8, "x"),), {"y": 2}, 1)
    assert FileResult.from_json(json.loads(json.dumps(result.to_json()))) == result
