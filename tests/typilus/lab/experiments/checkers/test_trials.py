"""Predictions on trial: which verdicts count, and values that survive JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from graph_extraction.graph import SymbolKind
from typilus.lab.experiments.checkers.trials import FileResult, Transition, Trial, TrialError, Verdict
from typilus.rewriting import AnnotationEdit

ERROR = TrialError("arg-type", "it is wrong", "shop/é.py", 3)


def trial(kind: SymbolKind = SymbolKind.PARAMETER, transition: Transition = Transition.ADDED) -> Trial:
    return Trial(AnnotationEdit(kind, "f", "x", 1, 6, "int | None"), None, "Optional[int]", 0.75, transition)


@pytest.mark.parametrize("verdict", [None, *Verdict])
def test_only_what_the_checker_has_judged_counts(verdict: Verdict | None) -> None:
    judged = trial() if verdict is None else trial().judged(verdict)
    assert judged.counts is (verdict in (Verdict.PASSED, Verdict.FAILED))


def test_a_later_verdict_replaces_the_earlier_one_and_its_errors() -> None:
    first = trial()
    failed = first.judged(Verdict.FAILED, (ERROR,), alone=True)
    passed = failed.judged(Verdict.PASSED)
    assert (failed.errors, failed.alone) == ((ERROR,), True)
    assert (passed.verdict, passed.errors, passed.alone) == (Verdict.PASSED, (), False)
    assert first == trial(), "trials do not change"


@pytest.mark.parametrize("kind", SymbolKind)
@pytest.mark.parametrize("transition", Transition)
def test_a_trial_survives_json(kind: SymbolKind, transition: Transition) -> None:
    for each in (trial(kind, transition), trial(kind, transition).judged(Verdict.FAILED, (ERROR, ERROR), alone=True)):
        read = Trial.from_json(json.loads(json.dumps(asdict(each))))
        assert read == each
        assert read.edit.kind is kind
        assert read.transition is transition
        assert read.verdict is each.verdict


def test_a_file_survives_json_with_all_that_became_of_it() -> None:
    results = [
        FileResult("shop", "a.py", "has errors as it is", without_verdict=True, runs=1),
        FileResult(
            "shop", "b.py", None, False, (trial().judged(Verdict.PASSED), trial()), {"an overload": 2}, 3, 4, 0.5
        ),
    ]
    for result in results:
        read = FileResult.from_json(json.loads(json.dumps(result.to_json())))
        assert read == result
        assert read.to_json() == result.to_json()


def test_what_is_no_such_verdict_is_refused() -> None:
    plain = asdict(trial().judged(Verdict.PASSED))
    with pytest.raises(ValueError, match="perhaps"):
        Trial.from_json({**plain, "verdict": "perhaps"})
