"""A process kept from one check to the next that answers lines with lines and leaves nothing behind when its owner
ends.

It is started in a session of its own and killed with all of it. If its owner is killed first, its input ends, and the
process must take that as its own end.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from typilus.isolation import child_environment

__all__ = ["WarmProcess", "WarmProcessError"]

MAX_ANSWER_BYTES = 1 << 16


class WarmProcessError(Exception):
    """The process could not be started, has ended, or gave an unexpected answer."""


class WarmProcess:
    """A process to `ask` one question at a time and to `close` at the end. It inherits the descriptor `lock`."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str], lock: int | None = None
    ) -> None:
        try:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env={**child_environment(), **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=() if lock is None else (lock,),
            )
        except OSError as error:
            raise WarmProcessError(str(error)) from error

    def ask(self, line: str, seconds: float) -> str:
        """Send a line and return the answer. Without a line, return the greeting.

        Close the process after either error.

        Raises:
            TimeoutError: No answer came in time.
            WarmProcessError: No answer will come.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            if line:
                self.process.stdin.write(line.encode() + b"\n")
                self.process.stdin.flush()
        except OSError as error:
            raise WarmProcessError(str(error)) from error
        deadline, answer = time.monotonic() + seconds, b""
        # Not select, which knows the first thousand descriptors of a process only.
        poll = select.poll()
        poll.register(self.process.stdout, select.POLLIN)
        while not answer.endswith(b"\n"):
            if not poll.poll(1000 * max(deadline - time.monotonic(), 0)):
                raise TimeoutError
            chunk = os.read(self.process.stdout.fileno(), MAX_ANSWER_BYTES)
            answer += chunk
            if not chunk or len(answer) > MAX_ANSWER_BYTES:
                raise WarmProcessError(f"ended or printed too much: {answer[-200:]!r}")
        return answer.decode("utf-8", errors="replace")

    def close(self) -> None:
        """Kill the process and all that it started. A second call does nothing."""
        # Until it has been waited for, the number is nobody else's.
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                # What was not written yet finds nobody to read it.
                with contextlib.suppress(OSError):
                    pipe.close()
