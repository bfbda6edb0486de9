"""Texts that are too long for a model, cut so that what is near the holes stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from typilus.infilling.holed_text import HoledText

__all__ = ["cut_around_holes"]

_MAX_ROUNDS = 12
# Token counts are not proportional to lengths; each round aims a little below the limit.
_CAUTION = 0.9


def cut_around_holes(text: HoledText, max_tokens: int, count: Callable[[str], int]) -> HoledText:
    """Return a text of at most `max_tokens` tokens with the same holes.

    All sides of the holes get the same number of characters, what one has too few of goes to the others, and lines
    that are cut are left out where a whole one remains.

    Args:
        text: A text with at least one hole.
        max_tokens: Maximum number of tokens of all its parts together.
        count: Number of tokens of a text.
    """
    size = sum(map(len, text.parts))
    max_tokens = max(max_tokens, 0)
    for _ in range(_MAX_ROUNDS):
        tokens = sum(map(count, text.parts))
        if tokens <= max_tokens:
            return text
        size = int(size * _CAUTION * max_tokens / tokens)
        text = _cut_to_size(text, size)
    return HoledText(("",) * len(text.parts))


def _cut_to_size(text: HoledText, size: int) -> HoledText:
    """Cut a text to at most `size` characters."""
    first, *inner, last = text.parts
    lengths = [len(first), *(length for part in inner for length in (len(part) // 2, len(part) - len(part) // 2))]
    widths = _share([*lengths, len(last)], size)
    middles = (
        part[:before] + part[len(part) - after :]
        for part, before, after in zip(inner, widths[1:-1:2], widths[2:-1:2], strict=True)
    )
    return HoledText((_last_lines(first, widths[0]), *middles, _first_lines(last, widths[-1])))


def _share(wanted: Sequence[int], total: int) -> list[int]:
    """Share a number out: everybody gets at most what is wanted, and those who get less get the same."""
    shares = [0] * len(wanted)
    for rank, index in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        shares[index] = min(wanted[index], total // (len(wanted) - rank))
        total -= shares[index]
    return shares


def _last_lines(text: str, size: int) -> str:
    end = text[len(text) - size :]
    _, newline, lines = end.partition("\n")
    return lines if newline and size < len(text) else end


def _first_lines(text: str, size: int) -> str:
    lines, newline, _ = text[:size].rpartition("\n")
    return lines + newline if newline and size < len(text) else text[:size]
