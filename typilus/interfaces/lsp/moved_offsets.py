"""Offsets in a text that was edited: what stands before all changes, or behind them, is still there."""

from __future__ import annotations

import os

__all__ = ["MovedOffsets"]


class MovedOffsets:
    """The new offsets of what was in a text, after an edit of it.

    Args:
        before: Text that was known.
        after: Text as it is now.
    """

    def __init__(self, before: str, after: str) -> None:
        shorter = min(len(before), len(after))
        self._is_same = before == after
        self._prefix = len(os.path.commonprefix((before, after)))
        rest = shorter - self._prefix
        suffix = len(os.path.commonprefix((before[len(before) - rest :][::-1], after[len(after) - rest :][::-1])))
        self._rest = len(before) - suffix
        self._moved = len(after) - len(before)

    def __call__(self, offset: int) -> int | None:
        """Return where an offset is now, None if what stood there may have changed."""
        if offset < self._prefix or self._is_same:
            return offset
        return offset + self._moved if offset > self._rest else None
