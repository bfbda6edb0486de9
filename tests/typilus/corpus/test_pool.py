"""Work in order, few tasks in flight, and a dead worker is one clear error."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from typilus.corpus.pool import IN_FLIGHT_PER_WORKER, WorkPool
from typilus.errors import CorpusError


def square(number: int) -> int:
    return number * number


def die(number: int) -> int:
    if number == 3:
        os._exit(7)
    return number


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
    with WorkPool(2) as pool, pytest.raises(CorpusError, match="build again to resume"):
        list(pool.map(die, range(20)))
