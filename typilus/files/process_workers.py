"""Work spread over processes: results in order, few in flight, a clean end when interrupted.

The processes are started here and not by `multiprocessing` or `concurrent.futures`, which let a child import from the
current folder, the folder of the code under analysis (see `isolation`). A worker reads tasks from its standard input,
writes results to its standard output, and ends when its input does, with all that it has registered with `atexit`: it
neither outlives the parent nor leaves anything behind when the parent is killed.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from types import FrameType, TracebackType
from typing import IO, Any, TypeVar

from typilus.errors import WorkerError
from typilus.files.workers import SerialWorkers, Workers, task_name, task_runner
from typilus.isolation import isolated_command

__all__ = ["IN_FLIGHT_PER_WORKER", "ProcessWorkers", "available_cores", "local_workers", "serve"]

Task = TypeVar("Task")
Result = TypeVar("Result")

IN_FLIGHT_PER_WORKER = 3
# What a worker that is told to end may take to clean up.
SECONDS_TO_END = 10.0
_SIZE = struct.Struct("<Q")


def local_workers(count: int | None = None) -> contextlib.AbstractContextManager[Workers]:
    """Return `count` workers on this machine, by default one per core. A single one is this process itself."""
    number = count or available_cores()
    return ProcessWorkers(number) if number > 1 else contextlib.nullcontext(SerialWorkers())


def available_cores() -> int:
    """The number of cores that this process may use, at least one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ProcessWorkers:
    """Processes that do tasks for as long as a `with` statement runs.

    What `make` gives is closed when the process gets another or ends. `make`, tasks and results are pickled.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._processes: list[_WorkerProcess] = []
        self._idle: SimpleQueue[_WorkerProcess] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> ProcessWorkers:
        self._processes = [_WorkerProcess() for _ in range(self._count)]
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(self._count)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # All are told before any is waited for.
        for process in self._processes:
            process.tell_to_end()
        for process in self._processes:
            process.wait()
        if self._threads is not None:
            # A thread that waits for an answer goes on when its process is gone.
            self._threads.shutdown(wait=True, cancel_futures=True)
            self._threads = None
        for process in self._processes:
            process.close()
        self._processes = []

    def map(self, make: Callable[[], Callable[[Task], Result]], tasks: Iterable[Task]) -> Iterator[Result]:
        """See `Workers.map`. At most three tasks per worker are in memory.

        Raises:
            WorkerError: A worker process ended, or `make`, a result or an error cannot be pickled.
            Exception: What `make` or a task raised; its cause names the task and shows the worker's traceback.
        """
        if self._threads is None:
            raise WorkerError("these worker processes do not run; open them with a `with` statement")
        job = _Job(_pickled(make))
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

    def _run(self, job: _Job, task: Task) -> Any:
        process = self._idle.get()
        try:
            return process.run(job, task)
        finally:
            self._idle.put(process)


@dataclass(frozen=True, eq=False)
class _Job:
    """One call of `map`: what all its tasks share, pickled."""

    make: bytes


def _pickled(make: Callable[[], Any]) -> bytes:
    try:
        return bytes(ForkingPickler.dumps(make))
    except Exception as error:
        advice = "give a function or class that a module defines, or use one worker"
        raise WorkerError(f"{make!r} cannot be sent to a worker process: {error}; {advice}") from error


class _WorkerProcess:
    def __init__(self) -> None:
        # A session of its own: Ctrl-C is answered by the parent alone.
        self._process = subprocess.Popen(
            isolated_command("from typilus.files.process_workers import serve; serve()"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._tasks, self._results = self._process.stdin, self._process.stdout
        self._job: _Job | None = None

    def run(self, job: _Job, task: Any) -> Any:
        message = ForkingPickler.dumps((None if job is self._job else job.make, task))
        self._job = job
        try:
            _send(self._tasks, message)
            answer = _receive(self._results)
        except (OSError, ValueError):
            answer = None
        if answer is None:
            raise WorkerError(f"{task_name(task)}: a worker process {self._end()}; try again with fewer workers")
        result, error, trace = ForkingPickler.loads(answer)
        if error is not None:
            raise error from WorkerError(f"while a worker did {task_name(task)}:\n{trace}")
        return result

    def tell_to_end(self) -> None:
        # What was not sent yet finds nobody to read it.
        with contextlib.suppress(OSError):
            self._tasks.close()

    def wait(self) -> None:
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        self._results.close()

    def _end(self) -> str:
        self.wait()
        status = self._process.returncode
        return f"was ended by signal {-status} (out of memory?)" if status < 0 else f"ended with exit status {status}"


def serve() -> None:
    """Be a worker: run tasks until the input ends."""
    results = os.fdopen(os.dup(1), "wb")
    # What a task prints is no result.
    os.dup2(2, 1)
    tasks: SimpleQueue[bytes | None] = SimpleQueue()
    worker = _Worker()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_now)
    threading.Thread(target=_queue_tasks, args=(tasks,), daemon=True).start()
    try:
        while (message := tasks.get()) is not None:
            _send(results, worker.answer(message))
    except BrokenPipeError:
        sys.exit(1)
    finally:
        # Nothing disturbs what is left to do at exit.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _end_now(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(128 + number)


def _queue_tasks(tasks: SimpleQueue[bytes | None]) -> None:
    """The thread that notices the end of the input while a task runs, and ends the process then."""
    # Unbuffered: a thread that holds the lock of a buffer when the process ends would abort it.
    with os.fdopen(os.dup(0), "rb", buffering=0) as pipe:
        while (message := _receive(pipe)) is not None:
            tasks.put(message)
    tasks.put(None)
    if os.name == "posix":
        # For the task that runs, if any does; elsewhere this would end the process at once, with nothing cleaned up.
        os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(SECONDS_TO_END)
    os._exit(1)


class _Worker:
    """The object that does a worker's tasks, made once for a job and closed before the next and at exit."""

    def __init__(self) -> None:
        self._make: bytes | None = None
        self._function: Callable[[Any], Any] | None = None
        self._open = contextlib.ExitStack()

    def answer(self, message: bytes) -> memoryview:
        """A result and no error, or an error and its traceback, pickled."""
        try:
            make, task = ForkingPickler.loads(message)
            if make is not None:
                self._close()
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
            atexit.register(self._close)
        return self._function

    def _close(self) -> None:
        atexit.unregister(self._close)
        self._function = None
        self._open.close()


def _send(pipe: IO[bytes], message: memoryview) -> None:
    pipe.write(_SIZE.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next message, or nothing if the other end is closed or gone."""
    size = _read(pipe, _SIZE.size)
    return None if size is None else _read(pipe, _SIZE.unpack(size)[0])


def _read(pipe: IO[bytes], size: int) -> bytes | None:
    message = bytearray()
    while len(message) < size:
        chunk = pipe.read(size - len(message))
        if not chunk:
            return None
        message += chunk
    return bytes(message)
