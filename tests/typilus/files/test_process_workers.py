"""Work in order, few tasks in flight, nothing imported from the current folder, and an end that leaves nothing."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from tests.typilus.files.hostile import marks, plant_modules
from typilus.errors import CheckerError, WorkerError
from typilus.files.opening_workers import local_workers
from typilus.files.process_workers import ProcessWorkers
from typilus.files.worker_pool import IN_FLIGHT_PER_WORKER
from typilus.isolation import isolated_command

Function = TypeVar("Function", bound=Callable[..., object])


def doing(function: Function) -> Function:
    """What workers make where there is nothing to prepare."""
    return function


def square(number: int) -> int:
    return number * number


def die(number: int) -> int:
    if number == 3:
        os._exit(7)
    return number


def be_killed(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def say_and_fail(number: int) -> int:
    print("this is no result")
    raise CheckerError(f"no {number}")


def fail_oddly(number: int) -> object:
    class OddError(Exception):
        pass

    raise OddError(f"odd {number}")


def sleep_and_clean_up(folder: str) -> None:
    """Say that it has begun, and when the process ends, that it has cleaned up."""
    atexit.register((Path(folder) / "cleaned").touch)
    (Path(folder) / "begun").write_text(str(os.getpid()))
    time.sleep(60)
    (Path(folder) / "slept").touch()


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline, f"no {path.name}"
        time.sleep(0.02)


def test_one_worker_is_this_process() -> None:
    with local_workers(1) as pool:
        assert list(pool.map(lambda: lambda number: (number, os.getpid()), [7])) == [(7, os.getpid())]


def test_order_is_kept_and_tasks_are_taken_as_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(40):
            taken.append(number)
            yield number

    with ProcessWorkers(2) as pool:
        results = pool.map(partial(doing, square), tasks())
        assert next(results) == 0
        assert len(taken) <= 2 * IN_FLIGHT_PER_WORKER
        assert list(results) == [number * number for number in range(1, 40)]


def threshold(_: int) -> int:
    return gc.get_threshold()[0]


def test_workers_collect_rarely() -> None:
    with ProcessWorkers(2) as pool:
        assert set(pool.map(partial(doing, threshold), range(4))) == {50_000}


def test_a_dead_worker_is_reported() -> None:
    with (
        ProcessWorkers(2) as pool,
        pytest.raises(WorkerError, match=r"^3: .* exit status 7; try again with"),
    ):
        list(pool.map(partial(doing, die), range(20)))
    with ProcessWorkers(2) as pool, pytest.raises(WorkerError, match=r"ended by signal 9 \(out of memory\?\)"):
        list(pool.map(partial(doing, be_killed), range(20)))


def test_what_a_task_raises_is_raised_here_and_what_it_prints_is_no_result() -> None:
    with ProcessWorkers(2) as pool:
        with pytest.raises(CheckerError, match="no 5") as caught:
            list(pool.map(partial(doing, say_and_fail), [5, 6]))
        assert "say_and_fail" in str(caught.value.__cause__), "the worker's own traceback"
        with pytest.raises(WorkerError, match="OddError: odd 1"):
            list(pool.map(partial(doing, fail_oddly), [1]))
        assert list(pool.map(partial(doing, square), [3, 4])) == [9, 16], "the workers live on"


def test_what_cannot_be_sent_is_an_error_that_says_what_to_do() -> None:
    with ProcessWorkers(2) as pool, pytest.raises(WorkerError, match="a module defines, or use one worker"):
        list(pool.map(lambda: square, [1]))
    with pytest.raises(WorkerError, match="open them with a `with` statement"):
        list(pool.map(partial(doing, square), [1]))


def test_workers_import_nothing_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    plant_modules(tmp_path / "project", tmp_path / "marks")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.syspath_prepend(str(tmp_path / "project"))
    monkeypatch.syspath_prepend("")
    with ProcessWorkers(2) as pool:
        assert list(pool.map(partial(doing, square), [1, 2, 3])) == [1, 4, 9]
    assert marks(tmp_path / "marks") == []


def test_an_error_ends_what_runs_and_lets_it_clean_up(tmp_path: Path) -> None:
    def tasks() -> Iterator[str]:
        yield str(tmp_path)
        wait_for(tmp_path / "begun")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), ProcessWorkers(2) as pool:
        list(pool.map(partial(doing, sleep_and_clean_up), tasks()))
    assert (tmp_path / "cleaned").exists()
    assert not (tmp_path / "slept").exists()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_workers_end_with_their_parent_and_clean_up(tmp_path: Path) -> None:
    code = (
        "import functools, sys; from typilus.files import ProcessWorkers\n"
        "from tests.typilus.files import test_process_workers as here\n"
        "make = functools.partial(here.doing, here.sleep_and_clean_up)\n"
        "with ProcessWorkers(2) as pool: list(pool.map(make, [sys.argv[1]]))"
    )
    with subprocess.Popen(isolated_command(code, str(tmp_path))) as parent:
        wait_for(tmp_path / "begun")
        parent.kill()
    wait_for(tmp_path / "cleaned")
    worker = int((tmp_path / "begun").read_text())
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            break
        time.sleep(0.02)
    else:
        raise AssertionError("the worker lives on")
    assert not (tmp_path / "slept").exists()
