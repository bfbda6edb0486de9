"""The order of import statements, as isort and ruff sort them: by section, then by module."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence
from enum import IntEnum

from typilus.rewriting.import_merging import sort_key

__all__ = ["Section", "insertion_index", "section_of"]


class Section(IntEnum):
    """The sections of imports, in their order."""

    FUTURE = 0
    LIBRARY = 1
    THIRD_PARTY = 2
    OWN = 3
    RELATIVE = 4


_Import = ast.Import | ast.ImportFrom
_Key = tuple[object, ...]


def section_of(node: _Import, is_own: Callable[[str], bool]) -> Section:
    """Return the section of a statement. `is_own` decides whether a top-level package is the project's."""
    if isinstance(node, ast.ImportFrom) and node.level:
        return Section.RELATIVE
    top = _module(node).partition(".")[0]
    if top == "__future__":
        return Section.FUTURE
    if top in sys.stdlib_module_names:
        return Section.LIBRARY
    return Section.OWN if is_own(top) else Section.THIRD_PARTY


def _module(node: _Import) -> str:
    if isinstance(node, ast.ImportFrom):
        return "." * node.level + (node.module or "")
    return node.names[0].name


def _plain_first(node: _Import) -> _Key:
    return isinstance(node, ast.ImportFrom), *_by_module(node)


def _by_module(node: _Import) -> _Key:
    level = node.level if isinstance(node, ast.ImportFrom) else 0
    first = sort_key(node.names[0].name) if isinstance(node, ast.ImportFrom) else (0, "")
    return -level, _module(node).lower(), _module(node), first


def insertion_index(statements: Sequence[_Import], new: _Import, is_own: Callable[[str], bool]) -> int:
    """Return how many of some statements come before a new one.

    Sections keep their order if they have one; inside a section it is that of `import` before `from`, or by module
    alone, as the statements that are there have it. Where they have neither, the new one comes last.
    """
    sections = [section_of(node, is_own) for node in statements]
    own = section_of(new, is_own)
    if list(sections) != sorted(sections):
        return len(statements)
    first = sum(section < own for section in sections)
    inside = statements[first : first + sections.count(own)]
    everywhere = [
        [node for node, other in zip(statements, sections, strict=True) if other == section] for section in Section
    ]
    for key in (_plain_first, _by_module):
        if all([key(node) for node in group] == sorted(key(node) for node in group) for group in everywhere):
            return first + sum(key(node) < key(new) for node in inside)
    return first + len(inside)
