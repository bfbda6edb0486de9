"""What all workers have in common; and another sort of workers annotates, without another file that knows of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import pytest

from typilus import api
from typilus.errors import CheckerError, WorkerError
from typilus.files import ProcessWorkers, SerialWorkers, Workers, local_workers, run_task, task_runner

Task = TypeVar("Task")
Result = TypeVar("Result")


class Squaring:
    """Squares numbers above zero; a line in a file tells when it was made and closed, and by which process."""

    def __init__(self, diary: Path) -> None:
        self._diary = diary
        self._note("made")

    def __enter__(self) -> Squaring:
        self._note("entered")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._note("closed")

    def __call__(self, number: int) -> int:
        if number < 0:
            raise CheckerError(f"no root of {number}")
        return number * number

    def _note(self, event: str) -> None:
        with self._diary.open("a") as diary:
            diary.write(f"{os.getpid()} {event}\n")


def no_squaring(reason: str) -> Squaring:
    raise CheckerError(reason)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "diary"
    path.touch()
    return path


@pytest.fixture(params=[1, 2], ids=["serial", "processes"])
def opened(request: pytest.FixtureRequest) -> AbstractContextManager[Workers]:
    return local_workers(request.param)


def test_one_is_this_process_and_more_are_others() -> None:
    with local_workers(1) as workers:
        assert isinstance(workers, SerialWorkers)
    assert isinstance(local_workers(2), ProcessWorkers)


def test_results_come_in_order_and_each_worker_makes_once(opened: AbstractContextManager[Workers], diary: Path) -> None:
    with opened as workers:
        assert list(workers.map(partial(Squaring, diary), range(30))) == [number**2 for number in range(30)]
    lines = diary.read_text().splitlines()
    assert set(Counter(lines).values()) == {1}
    for process in {line.split()[0] for line in lines}:
        events = [line.split()[1] for line in lines if line.startswith(f"{process} ")]
        assert events == ["made", "entered", "closed"]


def test_every_map_has_what_its_own_make_gives(opened: AbstractContextManager[Workers], diary: Path) -> None:
    with opened as workers:
        assert list(workers.map(partial(Squaring, diary), [2])) == [4]
        other = diary.with_name("other")
        assert list(workers.map(partial(Squaring, other), [3])) == [9]
    for path in (diary, other):
        assert [line.split()[1] for line in path.read_text().splitlines()] == ["made", "entered", "closed"]


def test_no_task_makes_nothing_that_stays(opened: AbstractContextManager[Workers], diary: Path) -> None:
    with opened as workers:
        assert list(workers.map(partial(Squaring, diary), [])) == []
    events = [line.split()[1] for line in diary.read_text().splitlines()]
    assert events in ([], ["made", "entered", "closed"])


def test_an_error_comes_after_the_results_before_it_and_names_its_task(
    opened: AbstractContextManager[Workers], diary: Path
) -> None:
    with opened as workers:
        results = workers.map(partial(Squaring, diary), [2, -3, 4])
        assert next(results) == 4
        with pytest.raises(CheckerError, match="no root of -3") as caught:
            next(results)
        assert isinstance(caught.value.__cause__, WorkerError)
        assert str(caught.value.__cause__).startswith("while a worker did -3")
    events = Counter(line.split()[1] for line in diary.read_text().splitlines())
    assert events["made"] == events["closed"] > 0


def test_what_make_raises_comes_as_it_is(opened: AbstractContextManager[Workers]) -> None:
    with opened as workers, pytest.raises(CheckerError, match="no mypy"):
        list(workers.map(partial(no_squaring, "no mypy"), [1]))


class CountingWorkers:
    """Do the tasks here, and count them."""

    def __init__(self) -> None:
        self.done = 0

    def map(self, make: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task]) -> Iterator[Result]:
        with task_runner(make) as function:
            for task in tasks:
                yield run_task(function, task)
                self.done += 1


def test_other_workers_predict_annotate_and_audit(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("def stop(name):\n    print(name)\n")
    workers = CountingWorkers()
    predicted = list(api.predict_paths([tmp_path], workers=workers))
    assert [prediction.symbols[-1].best is not None for prediction in predicted] == [True, True]
    annotated = list(api.annotate_paths([tmp_path], workers=workers, checker="none", only=("returns",)))
    assert [file.text for file in annotated] == ["def stop(name) -> None:\n    print(name)\n"] * 2
    assert [audit.error for audit in api.audit_paths([tmp_path], workers=workers, checker="none")] == [None, None]
    assert workers.done == 6
