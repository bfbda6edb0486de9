"""One thread for the model: what an editor waits for comes first, and long work lets it pass."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

__all__ = ["ModelThread"]

Result = TypeVar("Result")
_Job = tuple["Future[Any]", Callable[[], Any]]


class ModelThread:
    """Runs jobs one after the other, in the order in which they come, those of the background last."""

    def __init__(self) -> None:
        self._urgent: deque[_Job] = deque()
        self._background: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="typilus-model", daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], Result], background: bool = False) -> Future[Result]:
        """Have a job done. Canceling its result takes it from the queue, unless it has begun."""
        result: Future[Result] = Future()
        with self._changed:
            (self._background if background else self._urgent).append((result, job))
            self._changed.notify()
        return result

    def give_way(self) -> None:
        """Do all that is urgent: called by long jobs, in this thread, wherever they may pause."""
        while self._urgent:
            _do(self._urgent.popleft())

    def close(self) -> None:
        """Begin no further job."""
        with self._changed:
            self._is_closed = True
            for result, _ in (*self._urgent, *self._background):
                result.cancel()
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._urgent or self._background or self._is_closed)
                if self._is_closed:
                    return
                job = (self._urgent or self._background).popleft()
            _do(job)


def _do(job: _Job) -> None:
    result, work = job
    if not result.set_running_or_notify_cancel():
        return
    try:
        result.set_result(work())
    except BaseException as error:
        result.set_exception(error)
