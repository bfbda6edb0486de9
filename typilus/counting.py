"""Numbers of things, in words."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, which takes an *s* unless it is one.

    >>> counted(1, "file"), counted(2_389, "labeled symbol")
    ('1 file', '2,389 labeled symbols')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
