"""The imports in a text, found without parsing it: of many files, for what only helps and proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["ImportStatement", "import_statements"]

_STRING = re.compile(r"\"\"\".*?\"\"\"|'''.*?'''", re.DOTALL)
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<dots>\.*)(?P<module>[\w.]*)[ \t]+import[ \t]*(?P<names>\([^)]*\)|[^\n]*)"
    r"|import[ \t]+(?P<plain>[^\n]*))",
    re.MULTILINE,
)
_NAME = re.compile(r"([\w.]+)(?:[ \t]+as[ \t]+\w+)?")


class ImportStatement(NamedTuple):
    """`from ..module import names`, or each module of `import module, other` without names.

    Attributes:
        level: Number of dots.
        module: Dotted name behind the dots.
        names: Names that are imported from it, as they are called there.
    """

    level: int
    module: str
    names: tuple[str, ...] = ()


def import_statements(text: str) -> Iterator[ImportStatement]:
    """Yield the imports of a text, but for those in strings of three quotes."""
    for match in _IMPORT.finditer(_STRING.sub("", text)):
        if match["plain"] is not None:
            yield from (ImportStatement(0, name) for name in _NAME.findall(match["plain"].partition("#")[0]))
        else:
            yield ImportStatement(len(match["dots"]), match["module"], tuple(_NAME.findall(match["names"])))
