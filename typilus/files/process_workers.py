"""Work spread over processes: results in order, few in flight, a clean end when interrupted.

The processes are started here and not by `multiprocessing` or `concurrent.futures`, which let a child import from the
current folder, the folder of the code under analysis (see `isolation`). A worker reads tasks from its standard input,
writes results to its standard output, and ends when its input does, with all that it has registered with `atexit`: it
neither outlives the parent nor leaves anything behind when the parent is killed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import subprocess
import sys
import threading
from queue import SimpleQueue
from types import FrameType
from typing import IO

from typilus.files.worker_pool import PoolMember, TaskServer, WorkerLostError, WorkerPool
from typilus.isolation import isolated_command

__all__ = ["ProcessWorkers", "WorkerProcess", "serve"]

# What a worker that is told to end may take to clean up.
SECONDS_TO_END = 10.0
_SIZE = struct.Struct("<Q")


class ProcessWorkers(WorkerPool):
    """Processes of this machine."""

    def start_member(self) -> PoolMember:
        """Start a process."""
        return WorkerProcess()


class WorkerProcess(PoolMember):
    """One process of this machine."""

    def __init__(self) -> None:
        super().__init__()
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

    def exchange(self, message: memoryview) -> bytes:
        """See `PoolMember`."""
        answer = None
        with contextlib.suppress(OSError, ValueError):
            _send(self._tasks, message)
            answer = _receive(self._results)
        if answer is None:
            raise WorkerLostError(self._end())
        return answer

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

    @property
    def is_alive(self) -> bool:
        """True if it can be given tasks."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once, whatever it does: the task that runs is lost."""
        self._process.kill()

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
    worker = TaskServer()
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
