"""Run a command that may hang, flood or fork, with limits on time and output, and leave no process behind."""

from __future__ import annotations

import contextlib
import enum
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from typilus.isolation import child_environment

__all__ = ["CommandEnding", "CommandResult", "RunLimits", "run_command"]

CHUNK = 1 << 16
# A grandchild that left the process group can hold a pipe open for ever; its output is given up after this long.
SECONDS_FOR_LAST_OUTPUT = 2.0


class CommandEnding(enum.Enum):
    FINISHED = "finished"
    TIMEOUT = "timeout"
    FLOODED = "flooded"
    MISSING = "missing"


@dataclass(frozen=True)
class RunLimits:
    """The limits of one run: wall-clock seconds, and bytes on each of its two output streams."""

    seconds: float = 60.0
    output_bytes: int = 16 << 20


@dataclass(frozen=True)
class CommandResult:
    ending: CommandEnding
    returncode: int
    output: str
    errors: str
    seconds: float


class _BoundedReader(threading.Thread):
    """A reader of the first `limit` bytes of a pipe, which ends the command if more come."""

    def __init__(self, pipe: IO[bytes], limit: int, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self.pipe, self.limit, self.process = pipe, limit, process
        self.chunks: list[bytes] = []
        self.flooded = False

    def run(self) -> None:
        size = 0
        with contextlib.suppress(OSError, ValueError):
            while chunk := os.read(self.pipe.fileno(), CHUNK):
                size += len(chunk)
                if size > self.limit:
                    self.flooded = True
                    _kill_group(self.process)
                    return
                self.chunks.append(chunk)

    def text(self) -> str:
        return b"".join(self.chunks).decode("utf-8", errors="replace")


def run_command(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], limits: RunLimits, lock: int | None = None
) -> CommandResult:
    """Run `command` in `folder` and end every process of its session before returning.

    Should this process be killed, those processes are killed, too. Until then they keep the descriptor `lock` open.
    """
    start = time.monotonic()
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**child_environment(), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            pass_fds=() if lock is None else (lock,),
        )
    except OSError as error:
        return CommandResult(CommandEnding.MISSING, -1, "", str(error), time.monotonic() - start)
    assert process.stdout is not None
    assert process.stderr is not None
    readers = [_BoundedReader(pipe, limits.output_bytes, process) for pipe in (process.stdout, process.stderr)]
    ending = CommandEnding.FINISHED
    try:
        with _killed_with_this_process(process):
            for reader in readers:
                reader.start()
            process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        ending = CommandEnding.TIMEOUT
    finally:
        _kill_group(process)
        process.wait()
        for reader in readers:
            reader.join(SECONDS_FOR_LAST_OUTPUT)
        for pipe in (process.stdout, process.stderr):
            pipe.close()
    if any(reader.flooded for reader in readers):
        ending = CommandEnding.FLOODED
    output, errors = (reader.text() for reader in readers)
    return CommandResult(ending, process.returncode, output, errors, time.monotonic() - start)


@contextlib.contextmanager
def _killed_with_this_process(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let a shell wait, within the context, for the end of a pipe that closes with this process, and then kill the
    group.
    """
    shell = ["/bin/sh", "-c", f"read _; kill -s KILL -- -{process.pid}"]
    try:
        watcher = subprocess.Popen(
            shell,
            cwd="/",
            env={},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        # No such shell, and nobody who could watch.
        yield
        return
    try:
        yield
    finally:
        watcher.kill()
        watcher.wait()
        assert watcher.stdin is not None
        watcher.stdin.close()


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and its group, which has all that it started and that did not detach (POSIX)."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
