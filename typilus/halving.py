"""Items offered together, and by halves where not all of them are accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["offer_by_halves"]

Item = TypeVar("Item")


def offer_by_halves(items: Sequence[Item], accepts: Callable[[Sequence[Item]], bool]) -> None:
    """Offer items as one group, each half of a group that is not accepted, and so on down to single items.

    Args:
        items: Items in the order of their precedence: the groups of the first half come before those of the second.
        accepts: Function that takes a group or refuses it. What it took before may count when it decides.
    """
    pending = [items] if items else []
    while pending:
        group = pending.pop()
        if not accepts(group) and len(group) > 1:
            middle = len(group) // 2
            pending += (group[middle:], group[:middle])
