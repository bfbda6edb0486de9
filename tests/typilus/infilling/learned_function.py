"""The one function that tiny models know by heart."""

from __future__ import annotations

from typilus.infilling import HoledText

__all__ = ["FUNCTION", "TYPES"]

FUNCTION = HoledText(("def size(items: ", ", name: ", ") -> ", ":\n    return len(items) + len(name)\n"))
TYPES = ("list[int]", "str | None", "int")
