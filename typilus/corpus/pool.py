"""Work spread over processes: results in order, few in flight, a clean end when interrupted."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TypeVar

from typilus.errors import CorpusError

Task = TypeVar("Task")
Result = TypeVar("Result")

IN_FLIGHT_PER_WORKER = 3


class WorkPool:
    """A context in which `map` runs on `workers` processes; with one worker in this process."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = max(1, workers if workers is not None else (os.cpu_count() or 1))
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> WorkPool:
        if self.workers > 1:
            # Spawned, not forked: the progress display runs a thread, and a fork beside threads can hang.
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_obey_parent)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=kind is not None)
            self._executor = None

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Results in the order of the tasks; at most three tasks a worker are in memory.

        Raises:
            CorpusError: a worker process died.
        """
        if self._executor is None:
            yield from map(function, tasks)
            return
        pending: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                pending.append(self._executor.submit(function, task))
                if len(pending) >= IN_FLIGHT_PER_WORKER * self.workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            raise CorpusError("a worker process died (out of memory?); build again to resume") from error
        finally:
            for future in pending:
                future.cancel()


def _obey_parent() -> None:
    """The parent alone answers Ctrl-C, and a worker does not outlive it: orphans would go on writing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
