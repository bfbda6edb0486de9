from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from typilus.interfaces.lsp.model_thread import ModelThread


@pytest.fixture
def thread() -> Iterator[ModelThread]:
    thread = ModelThread()
    yield thread
    thread.close()


def test_urgent_jobs_come_before_those_of_the_background(thread: ModelThread) -> None:
    begin, done = threading.Event(), list[str]()
    thread.run(begin.wait)
    last = thread.run(lambda: done.append("background"), background=True)
    first = thread.run(lambda: done.append("urgent"))
    begin.set()
    first.result(10)
    last.result(10)
    assert done == ["urgent", "background"]


def test_long_work_lets_urgent_jobs_pass(thread: ModelThread) -> None:
    begin, done = threading.Event(), list[str]()

    def long() -> None:
        begin.wait(10)
        thread.give_way()
        done.append("long")

    working = thread.run(long, background=True)
    urgent = thread.run(lambda: done.append("urgent"))
    begin.set()
    working.result(10)
    urgent.result(10)
    assert sorted(done) == ["long", "urgent"]
    # It may have begun first of all, if the thread was that quick to take it; then it was alone in its thread.
    assert len(set(done)) == 2


def test_all_is_done_in_one_thread(thread: ModelThread) -> None:
    names = {thread.run(threading.get_ident, background=index % 2 == 0).result(10) for index in range(6)}
    assert len(names) == 1
    assert threading.get_ident() not in names


def test_what_is_canceled_is_not_done(thread: ModelThread) -> None:
    begin, done = threading.Event(), list[str]()
    thread.run(begin.wait)
    outdated = thread.run(lambda: done.append("outdated"))
    assert outdated.cancel()
    begin.set()
    thread.run(lambda: done.append("current")).result(10)
    assert done == ["current"]


def test_a_failure_is_that_of_its_job_alone(thread: ModelThread) -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        thread.run(fail).result(10)
    assert thread.run(lambda: 1).result(10) == 1
