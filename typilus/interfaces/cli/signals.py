"""Signals that ask a command to end are answered as Ctrl-C is: all is cleaned up, and what was done is kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["EndedBySignal", "answered_signals"]

_NAMES = ("SIGTERM", "SIGHUP")


class EndedBySignal(KeyboardInterrupt):
    """A signal asked the process to end.

    Attributes:
        number: Number of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def answered_signals() -> Iterator[None]:
    """Raise `EndedBySignal` once on SIGTERM or SIGHUP within the context, unless others handle the signal."""
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    in_main_thread = threading.current_thread() is threading.main_thread()
    ours = [number for number in numbers if in_main_thread and signal.getsignal(number) is signal.SIG_DFL]

    def end(number: int, frame: FrameType | None) -> None:
        # Nothing disturbs the cleaning up.
        for our in ours:
            signal.signal(our, signal.SIG_IGN)
        raise EndedBySignal(number)

    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)
