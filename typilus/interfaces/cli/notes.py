"""Notes that rooms below leave in the log, shown to those who ask for them by `--verbose`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from typilus.printable import printable

__all__ = ["notes_shown"]


class _NoteFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"typilus: {printable(record.getMessage())}"


@contextmanager
def notes_shown(wanted: bool) -> Iterator[None]:
    """A context in which the package's log goes to standard error, if that is wanted."""
    if not wanted:
        yield
        return
    log, handler = logging.getLogger("typilus"), logging.StreamHandler(sys.stderr)
    handler.setFormatter(_NoteFormatter())
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
