"""Add names to an existing `from module import ...` where that is simple, keeping its form and its order."""

from __future__ import annotations

import ast
import bisect
from collections.abc import Sequence

from graph_extraction import SourceDocument
from typilus.rewriting.splices import Splice

__all__ = ["merge", "sort_key"]

_MAX_LINE_LENGTH = 88
"""A line of imports does not grow beyond this, the shortest limit in common use."""


def sort_key(name: str) -> tuple[int, str]:
    """The order of isort: constants, classes, the rest."""
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1 if name[:1].isupper() else 2), name


def merge(source: SourceDocument, statement: ast.ImportFrom, names: Sequence[str]) -> list[Splice] | None:
    """Return the changes that make a statement import more names, None where a statement of its own is simpler.

    A statement with names on lines of their own gets more such lines, any other a longer last line. Sorted names stay
    sorted in isort's order, and no comment changes its line. A statement in which all names have aliases is left alone.
    """
    aliases, lines = statement.names, source.exact_lines
    if aliases[0].name == "*" or all(alias.asname for alias in aliases) or "\\" in lines.segment(statement):
        return None
    keys = [sort_key(alias.name) for alias in aliases]
    is_sorted = keys == sorted(keys)
    splices: list[Splice] = []
    longer: dict[int, int] = {}
    for name in sorted(names, key=sort_key):
        index = bisect.bisect(keys, sort_key(name)) if is_sorted else len(keys)
        alias = aliases[min(index, len(aliases) - 1)]
        indentation = _indentation(source, alias)
        between = ", " if indentation is None else f",{source.newline}{indentation}"
        if indentation is None:
            longer[alias.lineno] = longer.get(alias.lineno, 0) + len(name) + 2
        if index < len(aliases):
            at, _ = lines.span(alias)
            splices.append(Splice(at, at, f"{name}{between}"))
            continue
        _, at = lines.span(alias)
        line, column = lines.position(at)
        if indentation is not None and "#" in lines.line(line)[column:]:
            return None
        splices.append(Splice(at, at, f"{between}{name}"))
    if any(len(lines.line(line)) + more > _MAX_LINE_LENGTH for line, more in longer.items()):
        return _in_parentheses(source, statement, names, is_sorted)
    return splices


def _in_parentheses(
    source: SourceDocument, statement: ast.ImportFrom, names: Sequence[str], is_sorted: bool
) -> list[Splice] | None:
    """Put each name on a line of its own, with a final comma that keeps sorters from joining them again."""
    line = source.exact_lines.line(statement.lineno)
    if statement.lineno != statement.end_lineno or "#" in line or ";" in line:
        return None
    aliases = [*statement.names, *map(ast.alias, names)]
    if is_sorted:
        aliases.sort(key=lambda alias: sort_key(alias.name))
    indentation = " " * (len(line) - len(line.lstrip()))
    inner = "".join(f"{indentation}    {ast.unparse(alias)},{source.newline}" for alias in aliases)
    module = "." * statement.level + (statement.module or "")
    start, end = source.exact_lines.span(statement)
    return [Splice(start, end, f"from {module} import ({source.newline}{inner}{indentation})")]


def _indentation(source: SourceDocument, alias: ast.alias) -> str | None:
    """Return the indentation of a name that begins its line, None for one that does not."""
    lines = source.exact_lines
    before = lines.line(alias.lineno)[: lines.from_utf8(alias.lineno, alias.col_offset)]
    return before if not before.strip() else None
