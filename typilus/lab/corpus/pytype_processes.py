"""pytype in processes of its own, which are found, started, asked for stubs, and ended with what they started."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from typilus.checking import WarmProcess, WarmProcessError, find_executable, interpreter_of
from typilus.errors import CorpusError

__all__ = ["PytypePool", "Request", "find_interpreter"]

HOW_TO_INSTALL = "pip install 'typilus[pytype]' in Python 3.12 or older (pytype has no newer release; not on Windows)"
# Loading pytype takes seconds, but the machine may be busy.
SECONDS_TO_START = 300.0
# The server ends what takes too long itself, and is killed only if it does not.
SECONDS_OF_GRACE = 60.0

Request = Mapping[str, str | int]


class PytypePool:
    """A context with up to `workers` warm processes: one is started at once, the others when there is work.

    Attributes:
        version: Versions of pytype and its Python, as in `pytype 2024.10.11, Python 3.11`.

    Raises:
        CorpusError: Pytype is not installed or does not start.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = max(1, workers if workers is not None else (os.cpu_count() or 1))
        self._interpreter = find_interpreter()
        self._closed = threading.Event()
        self._processes: set[_Process] = set()
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        first = self._start()
        self.version = first.version
        self._idle.put(first)
        for _ in range(self.workers - 1):
            self._idle.put(None)

    def __enter__(self) -> PytypePool:
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed.set()
        for process in list(self._processes):
            process.kill()

    def run(self, requests: Iterable[Request], advance: Callable[[int], object]) -> None:
        """Answer all requests, each by its `output` file (see `stub_server`).

        Args:
            requests: Requests to answer.
            advance: Callback with the number of requests answered.

        Raises:
            CorpusError: A process cannot be started again.
        """
        executor = ThreadPoolExecutor(self.workers)
        try:
            for _ in executor.map(self._ask, requests):
                advance(1)
        except BaseException:
            # Threads that wait for an answer go on when their process is gone.
            self.__exit__(None, None, None)
            raise
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def _ask(self, request: Request) -> None:
        process = self._idle.get()
        try:
            if process is None:
                process = self._start()
            if not process.ask(request) and not self._closed.is_set():
                self._processes.discard(process)
                process.kill()
                process = None
                Path(str(request["output"])).write_text(json.dumps({"failure": "process died"}), encoding="utf-8")
        finally:
            self._idle.put(process)

    def _start(self) -> _Process:
        if self._closed.is_set():
            raise CorpusError("the pytype processes have been shut down")
        process = _Process(self._interpreter)
        self._processes.add(process)
        if self._closed.is_set():
            process.kill()
        return process


class _Process:
    """One server."""

    def __init__(self, interpreter: str) -> None:
        command = [interpreter, "-B", str(Path(__file__).with_name("stub_server.py"))]
        try:
            # The order of sets may decide the order in a stub.
            self._process = WarmProcess(command, Path.cwd(), {"PYTHONHASHSEED": "0"})
        except WarmProcessError as error:
            raise CorpusError(f"pytype does not start with {interpreter}: {error}; {HOW_TO_INSTALL}") from error
        greeting = {}
        with contextlib.suppress(WarmProcessError, TimeoutError, ValueError):
            greeting = json.loads(self._process.ask("", SECONDS_TO_START))
        if "pytype" not in greeting:
            self.kill()
            cause = greeting.get("error", "it ended without a word")
            raise CorpusError(f"pytype does not start with {interpreter}: {cause}; {HOW_TO_INSTALL}")
        self.version = f"pytype {greeting['pytype']}, Python {greeting['python']}"

    def ask(self, request: Request) -> bool:
        """Return whether the request was answered. If it was not, the process is lost."""
        try:
            seconds = int(request["clock_seconds"]) + SECONDS_OF_GRACE
            return self._process.ask(json.dumps(request), seconds) == "done\n"
        except (WarmProcessError, TimeoutError, OSError, ValueError):
            # Closed by another thread, too.
            return False

    def kill(self) -> None:
        """End it and what it forked."""
        self._process.close()


def find_interpreter() -> str:
    """The Python that runs the `pytype` beside this one, or that on the PATH.

    Raises:
        CorpusError: There is none.
    """
    executable = find_executable("pytype")
    interpreter = executable and interpreter_of(executable)
    if not interpreter:
        raise CorpusError(f"inferring types needs pytype, which was not found: {HOW_TO_INSTALL}")
    return interpreter
