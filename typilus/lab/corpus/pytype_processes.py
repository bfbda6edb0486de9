"""pytype in processes of its own: found, started, asked for stubs, and ended with whatever they started."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from typilus.errors import CorpusError
from typilus.isolation import child_environment

__all__ = ["PytypePool", "Request", "find_interpreter"]

HOW_TO_INSTALL = "pip install 'typilus[pytype]' in Python 3.12 or older (pytype has no newer release; not on Windows)"

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
        """Answer all requests, each by its `output` file (see `pytype_server`).

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
        script = Path(__file__).with_name("pytype_server.py")
        # A session of its own: Ctrl-C reaches the parent alone, and the whole group can be ended.
        self._process = subprocess.Popen(
            [interpreter, "-B", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The order of sets may decide the order in a stub.
            env={**child_environment(), "PYTHONHASHSEED": "0"},
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        hello = self._read()
        try:
            greeting = json.loads(hello or "{}")
        except ValueError:
            greeting = {}
        if "pytype" not in greeting:
            self.kill()
            cause = greeting.get("error", "it ended without a word")
            raise CorpusError(f"pytype does not start with {interpreter}: {cause}; {HOW_TO_INSTALL}")
        self.version = f"pytype {greeting['pytype']}, Python {greeting['python']}"

    def ask(self, request: Request) -> bool:
        """Return whether the request was answered. If it was not, the process is lost."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except (OSError, ValueError):
            return False
        return self._read() == "done\n"

    def kill(self) -> None:
        """End it and what it forked."""
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError, ValueError):
                    pipe.close()

    def _read(self) -> str:
        assert self._process.stdout is not None
        try:
            return self._process.stdout.readline()
        except (OSError, ValueError):
            return ""


def find_interpreter() -> str:
    """The interpreter that has pytype: this one, or that beside the `pytype-single` on the PATH.

    Raises:
        CorpusError: There is none.
    """
    if importlib.util.find_spec("pytype") is not None:
        return sys.executable
    command = shutil.which("pytype-single")
    if command is not None:
        # pip puts scripts beside the interpreter; pipx and the like put a link on the PATH.
        for folder in (Path(command).parent, Path(command).resolve().parent):
            if (folder / "python").exists():
                return str(folder / "python")
    raise CorpusError(f"inferring types needs pytype, which was not found: {HOW_TO_INSTALL}")
