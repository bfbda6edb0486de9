"""This process as a worker: lazily, and with a name for what failed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from typilus.errors import WorkerError
from typilus.files.workers import SerialWorkers, run_task, task_name


@dataclass
class Page:
    path: str
    text: str = ""


def test_a_task_is_taken_when_its_result_is_asked_for() -> None:
    tasks = iter([1, 2, 3])
    results = SerialWorkers().map(lambda: str, tasks)
    assert next(results) == "1"
    assert next(tasks) == 2


def test_a_task_is_named_by_its_path_or_by_what_it_is() -> None:
    assert task_name(Page("a.py", "x" * 1000)) == "a.py"
    assert task_name(3) == "3"
    assert len(task_name("x" * 1000)) < 100


def test_the_cause_of_an_error_names_the_task_and_keeps_the_cause_before() -> None:
    first = ValueError("first")

    def fail(page: Page) -> None:
        raise KeyError(page.path) from first

    with pytest.raises(KeyError) as caught:
        run_task(fail, Page("a.py"))
    failure = caught.value.__cause__
    assert isinstance(failure, WorkerError)
    assert str(failure) == "while a worker did a.py"
    assert failure.__cause__ is first
