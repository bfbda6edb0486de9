"""Workers by what a user names: a number of processes, or a Ray cluster."""

from __future__ import annotations

import contextlib
import os
from contextlib import AbstractContextManager

from typilus.files.process_workers import ProcessWorkers
from typilus.files.ray_workers import RayWorkers
from typilus.files.workers import SerialWorkers, Workers

__all__ = ["available_cores", "local_workers", "named_workers"]


def local_workers(count: int | None = None) -> AbstractContextManager[Workers]:
    """Return `count` workers on this machine, by default one per core. A single one is this process itself."""
    number = count or available_cores()
    return ProcessWorkers(number) if number > 1 else contextlib.nullcontext(SerialWorkers())


def named_workers(name: int | str | None) -> AbstractContextManager[Workers]:
    """Return the workers of a name: a number as for `local_workers`, or `ray`, or the address of a Ray cluster.

    Raises:
        WorkerError: Ray is not installed.
    """
    return RayWorkers(name) if isinstance(name, str) else local_workers(name)


def available_cores() -> int:
    """The number of cores that this process may use, at least one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
