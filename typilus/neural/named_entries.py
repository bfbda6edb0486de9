"""Implementations of one contract by the names that a configuration gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from typilus.errors import TypilusError

__all__ = ["Registry"]

_Entry = TypeVar("_Entry")


class Registry(Generic[_Entry]):
    """Entries by name, to which others may be added.

    Args:
        noun: What an entry is, for messages.
        entries: Those that come with the package.
    """

    def __init__(self, noun: str, entries: Mapping[str, _Entry]) -> None:
        self._noun = noun
        self._entries = dict(entries)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(sorted(self._entries))

    def add(self, name: str, entry: _Entry) -> None:
        """Add an entry.

        Raises:
            ValueError: The name is taken.
        """
        if name in self._entries:
            raise ValueError(f"the name {name!r} is taken by another {self._noun}")
        self._entries[name] = entry

    def remove(self, name: str) -> None:
        """Take an entry out again."""
        del self._entries[name]

    def get(self, name: str) -> _Entry:
        """The entry of a name.

        Raises:
            TypilusError: There is none.
        """
        if name not in self._entries:
            raise TypilusError(f"no {self._noun} is called {name!r}; choose {', '.join(self.names)}")
        return self._entries[name]
