"""Long commands that are stopped: what they have done so far, and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from typilus.errors import WorkerError
from typilus.interfaces.terminal import say

__all__ = ["told_when_stopped"]


@contextmanager
def told_when_stopped(
    summary: Callable[[], str], advice: str = "run the same command with --resume to go on"
) -> Iterator[None]:
    """Say how far a command has come if it is interrupted, or loses a worker, within the context.

    Args:
        summary: Gives in words the work that is done.
        advice: How to go on.
    """
    try:
        yield
    except (KeyboardInterrupt, WorkerError):
        say(f"so far: {summary()}; {advice}")
        raise
