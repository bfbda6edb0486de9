"""The expression, or the name that something binds, at a position of a file."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from graph_extraction import DefinitionNode, SourceDocument

__all__ = ["Occurrence", "occurrence_at"]

_HEADER = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
_BOUND_ERROR = re.compile(r"\s*\)*\s*as\s+(\w+)")
_POSITIONED = (ast.expr, ast.arg, ast.alias, ast.keyword, ast.pattern)
_NAMED_PATTERNS = (ast.MatchAs, ast.MatchStar)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An expression or bound name at a position.

    Attributes:
        node: Expression, parameter, keyword argument, alias, pattern, definition or handler.
        parents: Nodes around it, the innermost first.
        start, end: Offsets of the code in the document's text, in characters.
    """

    node: ast.AST
    parents: tuple[ast.AST, ...]
    start: int
    end: int


def occurrence_at(document: SourceDocument, line: int, column: int) -> Occurrence | None:
    """Return the innermost expression or bound name at a position, or right before it, None if there is none.

    A subscript or call is at its brackets, an attribute at its name, and an operation at its operator.

    Args:
        document: File to look into.
        line: Line, from 1.
        column: Column, from 0, in characters.
    """
    if line < 1 or column < 0 or line > len(document.lines) or column > len(document.lines.line(line)):
        return None
    offset = document.lines.offset(line, column)
    occurrence = _innermost(document, document.tree, (), offset)
    return occurrence if occurrence is not None or not column else _innermost(document, document.tree, (), offset - 1)


def _innermost(document: SourceDocument, node: ast.AST, parents: tuple[ast.AST, ...], offset: int) -> Occurrence | None:
    around = (node, *parents)
    for child in ast.iter_child_nodes(node):
        if _may_contain(document, child, offset):
            inner = _innermost(document, child, around, offset)
            if inner is not None:
                return inner
    span = _span(document, node)
    return Occurrence(node, parents, *span) if span is not None and span[0] <= offset < span[1] else None


def _may_contain(document: SourceDocument, node: ast.AST, offset: int) -> bool:
    """Return whether a node or what is in it may be at an offset. Decorators stand before their definition."""
    if not isinstance(node, ast.stmt | ast.expr) or isinstance(node, DefinitionNode):
        return True
    start, end = document.lines.span(node)
    return start <= offset < end


def _span(document: SourceDocument, node: ast.AST) -> tuple[int, int] | None:
    """The offsets of an occurrence, of a definition only those of its name."""
    text, lines = document.text, document.lines
    if isinstance(node, DefinitionNode):
        header = _HEADER.match(text, lines.span(node)[0])
        return None if header is None else header.span(1)
    if isinstance(node, ast.ExceptHandler):
        bound = None if node.name is None or node.type is None else _BOUND_ERROR.match(text, lines.span(node.type)[1])
        return None if bound is None else bound.span(1)
    if not isinstance(node, _POSITIONED) or node.end_lineno is None or node.end_col_offset is None:
        return None
    start = lines.utf8_offset(node.lineno, node.col_offset)
    end = lines.utf8_offset(node.end_lineno, node.end_col_offset)
    name = _name(node)
    if name is None:
        return (start, end) if isinstance(node, ast.expr | ast.alias) else None
    if isinstance(node, _NAMED_PATTERNS):
        start = end - len(name)
    # Positions inside of formatted texts are not right in every version of Python.
    return (start, start + len(name)) if text.startswith(name, start) else None


def _name(node: ast.AST) -> str | None:
    """The name that an occurrence consists of, None of other expressions and of patterns that bind nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.arg | ast.keyword):
        return node.arg
    return node.name if isinstance(node, _NAMED_PATTERNS) else None
