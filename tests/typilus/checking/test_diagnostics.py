"""What a checker says: values that can be compared, sorted and counted, and which endings are verdicts."""

from __future__ import annotations

import dataclasses
import random

import pytest

from typilus.checking.diagnostics import CheckOutcome, CheckStatus, Concern, Diagnostic


@pytest.mark.parametrize("status", CheckStatus)
def test_only_passing_and_failing_say_anything_of_the_code(status: CheckStatus) -> None:
    assert status.is_verdict == (status.value in {"passed", "failed"})


def test_diagnostics_are_sorted_as_people_read_files() -> None:
    ordered = [
        Diagnostic("a.py", 2, 9, "misc", "z"),
        Diagnostic("a.py", 10, 0, "misc", "a"),
        Diagnostic("a.py", 10, 4, "arg-type", "b"),
        Diagnostic("a.py", 10, 4, "misc", "a"),
        Diagnostic("b.py", 1, 0, "arg-type", "a"),
    ]
    assert sorted(random.Random(1).sample(ordered, len(ordered))) == ordered


def test_the_same_error_is_one_and_another_place_makes_another() -> None:
    first = Diagnostic("a.py", 1, 0, "misc", "wrong")
    others = [Diagnostic("a.py", *place, "misc", "wrong") for place in ((2, 0), (1, 1))]
    others.append(dataclasses.replace(first, code="arg-type"))
    assert {first, Diagnostic("a.py", 1, 0, "misc", "wrong")} == {first}
    assert len({first, *others}) == 4


def test_an_outcome_has_no_reason_unless_there_is_no_verdict() -> None:
    passed = CheckOutcome(CheckStatus.PASSED, (), 0.1, "mypy", "1.0")
    assert passed.reason == ""
    crashed = dataclasses.replace(passed, status=CheckStatus.CRASHED, reason="exit status 139")
    assert passed != crashed
    with pytest.raises(dataclasses.FrozenInstanceError):
        crashed.reason = ""  # type: ignore[misc]


def test_statuses_and_concerns_are_found_by_their_words() -> None:
    assert CheckStatus("timeout") is CheckStatus.TIMEOUT
    assert Concern("syntax") is Concern.SYNTAX
    with pytest.raises(ValueError, match="warning"):
        Concern("warning")
