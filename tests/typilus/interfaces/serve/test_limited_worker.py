from __future__ import annotations

import os
import time
from typing import Any

import pytest

from typilus.errors import RewriteError, WorkerError
from typilus.interfaces.serve.limited_worker import LimitedWorker, TimeLimitError


class Answers:
    """Stands for a session: what it does is named by the method."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, call: tuple[str, Any] | None) -> Any:
        if call is None:
            return None
        method, value = call
        self.calls += 1
        if method == "sleep":
            time.sleep(value)
        elif method == "end":
            os._exit(3)
        elif method == "crash":
            raise RecursionError(value)
        elif method == "fail":
            raise RewriteError(value)
        return self.calls


def make_answers() -> Answers:
    return Answers()


def test_one_session_answers_all_calls() -> None:
    with LimitedWorker(make_answers, seconds=60) as worker:
        assert [worker.call("count", None) for _ in range(3)] == [1, 2, 3]


def test_what_a_method_complains_of_reaches_the_caller() -> None:
    with LimitedWorker(make_answers, seconds=60) as worker:
        with pytest.raises(RewriteError, match="cannot be read"):
            worker.call("fail", "cannot be read")
        assert worker.call("count", None) == 2


def test_an_unexpected_fault_costs_one_call() -> None:
    with LimitedWorker(make_answers, seconds=60) as worker:
        with pytest.raises(WorkerError, match="crash: failed unexpectedly: RecursionError: too deep"):
            worker.call("crash", "too deep")
        assert worker.call("count", None) == 2


def test_a_call_that_takes_too_long_is_ended_and_the_next_is_answered() -> None:
    with LimitedWorker(make_answers, seconds=5) as worker:
        worker.call("count", None)
        with pytest.raises(TimeLimitError, match="longer than 5 s"):
            worker.call("sleep", 600)
        assert worker.call("count", None) == 1


def test_a_process_that_ends_is_started_anew() -> None:
    with LimitedWorker(make_answers, seconds=60) as worker:
        with pytest.raises(WorkerError, match="exit status 3"):
            worker.call("end", None)
        assert worker.call("count", None) == 1


def failing() -> Answers:
    raise RewriteError("there is no model")


def test_a_session_that_cannot_be_made_is_told_of_at_once() -> None:
    with pytest.raises(RewriteError, match="there is no model"), LimitedWorker(failing, seconds=60):
        raise AssertionError("it was made")
