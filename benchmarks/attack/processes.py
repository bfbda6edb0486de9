"""The command line in forks of a process that has loaded the model: each call a real process, without its start."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from typilus.interfaces.cli import main
from typilus.models import find_predictor
from typilus.prediction.predictor import Predictor

__all__ = ["Ending", "Interruption", "loaded", "run"]

MAX_CPU_SECONDS = 60
# Of the wall clock, on a machine that may be busy.
MAX_SECONDS = 300
MAX_MEMORY = 2 << 30
SAMPLE = "class Shop:\n    def __init__(self, name, count=1):\n        self.items = [name] * count\n"


@dataclass(frozen=True)
class Ending:
    """How a call ended: the exit code (of a signal: its negative number), what it said, what it took."""

    code: int
    output: str
    errors: str
    seconds: float
    memory: int

    @property
    def fault(self) -> str:
        """What no call may do, whatever it is given."""
        if "Traceback" in self.errors or "Traceback" in self.output:
            return "traceback: " + self.errors.strip()[-300:]
        if self.code == -signal.SIGXCPU:
            return f"takes more than {MAX_CPU_SECONDS} CPU seconds"
        if self.code == -signal.SIGALRM:
            return f"hangs: not done after {MAX_SECONDS} s"
        if self.memory > MAX_MEMORY:
            return f"takes {self.memory >> 20:,} MB"
        return ""


@dataclass(frozen=True)
class Interruption:
    """A signal, so many seconds after the process began."""

    number: int
    seconds: float


def loaded() -> Predictor:
    """The embedded model; from now on, whoever asks for it in this process or a fork of it has it at once."""
    predictor = find_predictor()
    predictor.predict_source(SAMPLE)
    # What is there already is not looked at by the collectors of forks, which would copy its pages.
    gc.collect()
    gc.freeze()
    return predictor


def run(
    arguments: Sequence[str],
    folder: Path,
    prepare: Callable[[], None] = lambda: None,
    interruption: Interruption | None = None,
) -> Ending:
    """Call the command line in a fork of this process, in a folder.

    Args:
        arguments: of the command line.
        folder: where it runs.
        prepare: is called in the fork before.
        interruption: of the fork, if it still runs then.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        child = os.fork()
        if not child:
            _be_called(arguments, folder, prepare, (output.fileno(), errors.fileno()))
        if interruption is not None:
            time.sleep(interruption.seconds)
            os.kill(child, interruption.number)
        _, status, usage = os.wait4(child, 0)
        texts = []
        for file in (output, errors):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "backslashreplace"))
        code = os.waitstatus_to_exitcode(status)
        return Ending(code, texts[0], texts[1], time.monotonic() - begin, usage.ru_maxrss << 10)


def _be_called(arguments: Sequence[str], folder: Path, prepare: Callable[[], None], streams: tuple[int, int]) -> None:
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(streams[0], 1)
        os.dup2(streams[1], 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS + 10))
        signal.alarm(MAX_SECONDS)
        os.chdir(folder)
        prepare()
        code = main(list(arguments))
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
