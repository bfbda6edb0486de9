"""Work in order, few tasks in flight, nothing imported from the current folder, and an end that leaves nothing."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.typilus.files.hostile import marks, plant_modules
from typilus.errors import CheckerError, WorkerError
from typilus.files.workers import IN_FLIGHT_PER_WORKER, WorkPool
from typilus.isolation import isolated_command


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
    with WorkPool(1) as pool:
        assert list(pool.map(lambda number: (number, os.getpid()), [1, 2])) == [(1, os.getpid()), (2, os.getpid())]


def test_order_is_kept_and_tasks_are_taken_as_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(40):
            taken.append(number)
            yield number

    with WorkPool(2) as pool:
        results = pool.map(square, tasks())
        assert next(results) == 0
        assert len(taken) <= 2 * IN_FLIGHT_PER_WORKER
        assert list(results) == [number * number for number in range(1, 40)]


def test_a_dead_worker_is_reported() -> None:
    with WorkPool(2) as pool, pytest.raises(WorkerError, match="ended with exit status 7; try again with fewer"):
        list(pool.map(die, range(20)))
    with WorkPool(2) as pool, pytest.raises(WorkerError, match=r"ended by signal 9 \(out of memory\?\)"):
        list(pool.map(be_killed, range(20)))


def test_what_a_task_raises_is_raised_here_and_what_it_prints_is_no_result() -> None:
    with WorkPool(2) as pool:
        with pytest.raises(CheckerError, match="no 5") as caught:
            list(pool.map(say_and_fail, [5, 6]))
        assert "say_and_fail" in str(caught.value.__cause__), "the worker's own traceback"
        with pytest.raises(WorkerError, match="OddError: odd 1"):
            list(pool.map(fail_oddly, [1]))
        assert list(pool.map(square, [3, 4])) == [9, 16], "the workers live on"


def test_workers_import_nothing_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    plant_modules(tmp_path / "project", tmp_path / "marks")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.syspath_prepend(str(tmp_path / "project"))
    monkeypatch.syspath_prepend("")
    with WorkPool(2) as pool:
        assert list(pool.map(square, [1, 2, 3])) == [1, 4, 9]
    assert marks(tmp_path / "marks") == []


def test_an_error_ends_what_runs_and_lets_it_clean_up(tmp_path: Path) -> None:
    def tasks() -> Iterator[str]:
        yield str(tmp_path)
        wait_for(tmp_path / "begun")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), WorkPool(2) as pool:
        list(pool.map(sleep_and_clean_up, tasks()))
    assert (tmp_path / "cleaned").exists()
    assert not (tmp_path / "slept").exists()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_workers_end_with_their_parent_and_clean_up(tmp_path: Path) -> None:
    code = (
        "import sys; from typilus.files.workers import WorkPool; from tests.typilus.files import test_workers as here\n"
        "with WorkPool(2) as pool: list(pool.map(here.sleep_and_clean_up, [sys.argv[1]]))"
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
