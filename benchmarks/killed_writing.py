"""A run that writes a whole tree, killed at random moments: each file must be the old or the new one."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from typilus.rewriting import AnnotatedSource, AnnotationWriter
from typilus.rewriting.atomic_writing import TEMPORARY_SUFFIX

__all__ = ["KilledRuns", "killed_runs"]


@dataclass
class KilledRuns:
    """What was found after every kill.

    Attributes:
        runs: kills that hit a run that was not through.
        finished: runs that were through before.
        old, new: files, summed over all runs.
        damaged: files that were neither, or lost.
        left: temporary files that were found, and removed.
    """

    runs: int = 0
    finished: int = 0
    old: int = 0
    new: int = 0
    damaged: int = 0
    left: int = 0

    def show(self) -> None:
        """Print it."""
        print(f"killed {self.runs} times while writing (and {self.finished} times too late): ", end="")
        print(f"{self.old:,} files old, {self.new:,} new, {self.damaged} lost or damaged; ", end="")
        print(f"{self.left} temporary files left behind")


def killed_runs(results: Sequence[AnnotatedSource], kills: int, seed: int = 7) -> KilledRuns:
    """Write all results to their files, in another process that is killed, again and again; the files end up old.

    Args:
        results: what to write; the files hold their `before`.
        kills: so many runs are killed before they are through.
        seed: of the moments.
    """
    changed = [result for result in results if result.changed]
    duration = _duration(changed)
    moments, found = random.Random(seed), KilledRuns()
    while found.runs < kills and found.finished < 10 * kills + 10:
        child = os.fork()
        if child == 0:
            _write(changed)
            os._exit(0)
        time.sleep(moments.uniform(0, duration))
        os.kill(child, signal.SIGKILL)
        if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            found.runs += 1
        else:
            found.finished += 1
        _inspect(changed, found)
    return found


def _duration(results: Sequence[AnnotatedSource]) -> float:
    begin = time.monotonic()
    _write(results)
    duration = time.monotonic() - begin
    for result in results:
        Path(result.path).write_bytes(result.before)
    return duration


def _write(results: Sequence[AnnotatedSource]) -> None:
    writer = AnnotationWriter()
    for result in results:
        writer.write(result)


def _inspect(results: Sequence[AnnotatedSource], found: KilledRuns) -> None:
    """Count, and put everything back."""
    for result in results:
        path = Path(result.path)
        content = path.read_bytes() if path.is_file() else None
        if content == result.before:
            found.old += 1
            continue
        if content == result.after:
            found.new += 1
        else:
            found.damaged += 1
        path.write_bytes(result.before)
    for folder in {Path(result.path).parent for result in results}:
        for path in folder.glob(f".*{TEMPORARY_SUFFIX}"):
            found.left += 1
            path.unlink()
