"""Offsets in a text that was edited: what stands before all changes, or behind them, is still there."""

from __future__ import annotations

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
        self._prefix = _common(before[:shorter], after[:shorter])
        rest = shorter - self._prefix
        suffix = _common(before[len(before) - rest :][::-1], after[len(after) - rest :][::-1])
        self._rest = len(before) - suffix
        self._moved = len(after) - len(before)

    def __call__(self, offset: int) -> int | None:
        """Return where an offset is now, None if what stood there may have changed."""
        if offset < self._prefix or self._is_same:
            return offset
        return offset + self._moved if offset > self._rest else None


def _common(one: str, other: str) -> int:
    """Return how many characters two texts of one length begin with alike, by halves: comparing texts is quick."""
    low, high = 0, len(one)
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
