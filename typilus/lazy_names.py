"""Doors that load a name when it is first used: who needs one name of a room does not pay for all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["lazy_names"]


def lazy_names(door: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Return a `__getattr__` for a package (PEP 562).

    Args:
        door: Name of the package.
        homes: Names that each of its modules offers there.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {door!r} has no attribute {name!r}")
        return getattr(import_module(f"{door}.{home_of[name]}"), name)

    return load
