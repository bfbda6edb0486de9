"""Workers by name."""

from __future__ import annotations

import os

import pytest

from typilus.files.opening_workers import available_cores, local_workers, named_workers
from typilus.files.process_workers import ProcessWorkers
from typilus.files.ray_workers import RayWorkers
from typilus.files.workers import SerialWorkers


def test_one_is_this_process_and_more_are_others() -> None:
    with local_workers(1) as workers:
        assert isinstance(workers, SerialWorkers)
    assert isinstance(local_workers(2), ProcessWorkers)


def test_names_and_numbers() -> None:
    pytest.importorskip("ray")
    assert isinstance(named_workers("ray://head:10001"), RayWorkers)
    assert isinstance(named_workers(2), ProcessWorkers)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system gives a process all cores")
def test_only_the_cores_that_a_process_may_use_count() -> None:
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(before)})
        assert available_cores() == 1
    finally:
        os.sched_setaffinity(0, before)
