"""Workers elsewhere: a member of a pool does one task at a time, and results come in the order of the tasks."""

from __future__ import annotations

import atexit
import contextlib
import traceback
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from typilus.errors import WorkerError
from typilus.files.workers import collect_rarely, task_name, task_runner

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["IN_FLIGHT_PER_WORKER", "Job", "PoolMember", "TaskServer", "WorkerLostError", "WorkerPool"]

Task = TypeVar("Task")
Result = TypeVar("Result")

IN_FLIGHT_PER_WORKER = 3


class WorkerLostError(Exception):
    """A member has ended before it answered. Says how, as the end of a sentence."""


class PoolMember(ABC):
    """One worker of a pool, somewhere else.

    Attributes:
        attempts: How often a task is tried that its worker does not survive. A worker that is lost is started again.
    """

    attempts = 1

    def __init__(self) -> None:
        self._job: Job | None = None

    @abstractmethod
    def exchange(self, message: memoryview) -> bytes:
        """Have a `TaskServer` answer a message.

        Raises:
            WorkerLostError: There is none any more.
        """

    @abstractmethod
    def tell_to_end(self) -> None:
        """Tell the worker that no task will follow."""

    @abstractmethod
    def wait(self) -> None:
        """Wait until the worker has ended, or end it."""

    @abstractmethod
    def close(self) -> None:
        """Give back what is left of the worker."""

    def run(self, job: Job, task: Any) -> Any:
        """The result of a task.

        Raises:
            WorkerError: The worker ended.
            Exception: What the task raised.
        """
        for attempt in range(self.attempts):
            message = ForkingPickler.dumps((None if job is self._job else job.make, task))
            self._job = job
            try:
                answer = self.exchange(message)
                break
            except WorkerLostError as error:
                self._job = None
                if attempt + 1 == self.attempts:
                    advice = "try again with fewer workers"
                    raise WorkerError(f"{task_name(task)}: a worker process {error}; {advice}") from error
        result, failure, trace = ForkingPickler.loads(answer)
        if failure is not None:
            raise failure from WorkerError(f"while a worker did {task_name(task)}:\n{trace}")
        return result


class WorkerPool(ABC):
    """Workers that do tasks for as long as a `with` statement runs.

    What `make` gives is closed when a worker gets another or ends. `make`, tasks and results are pickled.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._members: list[PoolMember] = []
        self._idle: SimpleQueue[PoolMember] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    @abstractmethod
    def start_member(self) -> PoolMember:
        """Start a worker."""

    def __enter__(self) -> Self:
        self._members = [self.start_member() for _ in range(self._count)]
        for member in self._members:
            self._idle.put(member)
        self._threads = ThreadPoolExecutor(self._count)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # All are told before any is waited for.
        for member in self._members:
            member.tell_to_end()
        for member in self._members:
            member.wait()
        if self._threads is not None:
            # A thread that waits for an answer goes on when its worker is gone.
            self._threads.shutdown(wait=True, cancel_futures=True)
            self._threads = None
        for member in self._members:
            member.close()
        self._members = []

    def map(self, make: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task]) -> Iterator[Result]:
        """See `Workers.map`. At most three tasks per worker are in memory.

        Raises:
            WorkerError: A worker ended, or `make`, a result or an error cannot be pickled.
            Exception: What `make` or a task raised; its cause names the task and shows the worker's traceback.
        """
        if self._threads is None:
            raise WorkerError("these workers do not run; open them with a `with` statement")
        job = Job.of(make)
        pending: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                pending.append(self._threads.submit(self._run, job, task))
                if len(pending) >= IN_FLIGHT_PER_WORKER * self._count:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()

    def _run(self, job: Job, task: Task) -> Any:
        member = self._idle.get()
        try:
            return member.run(job, task)
        finally:
            self._idle.put(member)


@dataclass(frozen=True, eq=False)
class Job:
    """A call of `map`: `make`, which all its tasks share, pickled."""

    make: bytes

    @classmethod
    def of(cls, make: Callable[[], Any]) -> Job:
        """The job of what makes the object that does its tasks.

        Raises:
            WorkerError: It cannot be pickled.
        """
        try:
            return cls(bytes(ForkingPickler.dumps(make)))
        except Exception as error:
            advice = "give a function or class that a module defines, or use one worker"
            raise WorkerError(f"{make!r} cannot be sent to a worker process: {error}; {advice}") from error


class TaskServer:
    """The object that does a worker's tasks, made once for a job and closed before the next and at exit."""

    def __init__(self) -> None:
        collect_rarely()
        self._make: bytes | None = None
        self._function: Callable[[Any], Any] | None = None
        self._open = contextlib.ExitStack()

    def answer(self, message: bytes) -> memoryview:
        """A result and no error, or an error and its traceback, pickled."""
        try:
            make, task = ForkingPickler.loads(message)
            if make is not None:
                self.close()
                self._make = make
            return ForkingPickler.dumps((self._runner()(task), None, ""))
        except Exception as error:
            trace = traceback.format_exc()
            try:
                answer = ForkingPickler.dumps((None, error, trace))
                ForkingPickler.loads(answer)
            except Exception:
                return ForkingPickler.dumps((None, WorkerError(f"{type(error).__name__}: {error}"), trace))
            return answer

    def _runner(self) -> Callable[[Any], Any]:
        if self._function is None:
            assert self._make is not None
            self._function = self._open.enter_context(task_runner(ForkingPickler.loads(self._make)))
            # Registered after whatever it uses has registered, so that it is closed before that is.
            atexit.register(self.close)
        return self._function

    def close(self) -> None:
        """Close what does the tasks."""
        atexit.unregister(self.close)
        self._function = None
        self._open.close()
