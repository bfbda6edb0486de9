"""A process that answers calls one after the other, and is ended and started anew when one takes too long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from typilus.errors import TypilusError, WorkerError
from typilus.files import Job, WorkerProcess

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

__all__ = ["READY", "LimitedWorker", "TimeLimitError"]

READY: Final = None
"""What a session is called with once it is made, in place of a method and its parameters."""


class TimeLimitError(WorkerError):
    """A call that took longer than calls may take."""


class LimitedWorker:
    """Holds a session in a process of its own, so that no call can hurt the server: not by time, nor by memory.

    Calls of several threads wait for each other, and waiting counts: what has waited for longer than `seconds` is not
    begun.

    Args:
        make: Makes the session in the worker.
        seconds: Time limit of a call. Making a session does not count: at first, nor after a process had to be ended.

    Raises:
        TypilusError: No session can be made, for the model is damaged or the project no folder.
    """

    def __init__(self, make: Callable[[], Callable[[tuple[str, Any] | None], Any]], seconds: float) -> None:
        self._job = Job.of(make)
        self._seconds = seconds
        self._turn = threading.Lock()
        self._member = WorkerProcess()
        self._is_made = False

    def __enter__(self) -> Self:
        try:
            self._make_session()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def call(self, method: str, parameters: Any) -> Any:
        """The result of a call, ready for JSON.

        Raises:
            TimeLimitError: It took too long.
            WorkerError: The process ended, as it does when memory is short, or the method failed unexpectedly.
            TypilusError: What the method itself complains of.
        """
        if not self._turn.acquire(timeout=self._seconds):
            raise TimeLimitError(f"{method}: other calls took the {self._seconds:g} s that a call may take")
        try:
            return self._limited(method, parameters)
        finally:
            self._turn.release()

    def _limited(self, method: str, parameters: Any) -> Any:
        self._make_session()
        member, ended = self._member, threading.Event()

        def end() -> None:
            ended.set()
            member.kill()

        timer = threading.Timer(self._seconds, end)
        timer.daemon = True
        timer.start()
        try:
            return member.run(self._job, (method, parameters))
        except TypilusError:
            if member.is_alive:
                raise
            self._start_anew()
            if ended.is_set():
                raise TimeLimitError(f"{method}: took longer than {self._seconds:g} s") from None
            raise
        except Exception as error:
            # A fault of ours costs this call, and neither the server nor the next one.
            raise WorkerError(f"{method}: failed unexpectedly: {type(error).__name__}: {error}") from error
        finally:
            timer.cancel()
            timer.join()

    def _make_session(self) -> None:
        if not self._is_made:
            self._member.run(self._job, READY)
            self._is_made = True

    def _start_anew(self) -> None:
        self._end()
        self._member, self._is_made = WorkerProcess(), False

    def _end(self) -> None:
        self._member.tell_to_end()
        self._member.wait()
        self._member.close()
