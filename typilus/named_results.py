"""The result of one symbol, by its qualified name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TypeVar

__all__ = ["result_named"]

Result = TypeVar("Result")


def result_named(name: str, results: Iterable[tuple[str, Result]], path: str) -> Result:
    """Return the first result of a name.

    Args:
        name: Qualified name: `Basket.add.price`, for a return `Basket.add()`.
        results: Results with the qualified names of their symbols.
        path: File, for the message.

    Raises:
        KeyError: There is no such symbol. The message has names like it.
    """
    by_name: dict[str, Result] = {}
    for qualified, result in results:
        by_name.setdefault(qualified, result)
    if name in by_name:
        return by_name[name]
    similar = get_close_matches(str(name), by_name) or [one for one in by_name if one.split(".")[-1] == name][:3]
    hint = f"; there is {', '.join(map(repr, similar))}" if similar else f"; there are {len(by_name)} others"
    raise KeyError(f"{path}: no symbol {name!r}{hint}")
