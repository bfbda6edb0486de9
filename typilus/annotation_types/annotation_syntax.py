"""The syntax of annotations: text to nodes, nodes to names, with errors for what is neither."""

from __future__ import annotations

import ast
import keyword
import re
import warnings

from graph_extraction import dotted_name
from typilus.errors import TypeExpressionError

__all__ = ["parse_annotation", "type_name", "union_members", "written"]

_IGNORE = re.compile(r"ignore\s*(?:$|[\[#])")
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


def parse_annotation(text: str) -> ast.expr:
    """The node of an annotation given as text: quoted, a type comment, or cut out of the source.

    Raises:
        TypeExpressionError: It is no expression, or a comment that silences a checker (`# type: ignore`).
    """
    stripped = text.strip()
    if _IGNORE.match(stripped):
        raise TypeExpressionError(f"not a type: {_shorten(text)!r} silences a checker")
    parts = stripped.split(".")
    # Most texts are a name: no need to start the parser.
    if _DOTTED.fullmatch(stripped) and not any(map(keyword.iskeyword, parts)):
        node: ast.expr = ast.Name(parts[0])
        for part in parts[1:]:
            node = ast.Attribute(node, part)
        return node
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in somebody's text
            return ast.parse(f"(\n{stripped}\n)" if "\n" in stripped else stripped, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise TypeExpressionError(f"not a type: {_shorten(text)!r} is not an expression") from None


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


def written(node: ast.AST) -> str:
    """A node's source for messages: short, and never an error."""
    try:
        return _shorten(ast.unparse(node))
    except (RecursionError, ValueError, AttributeError):
        return type(node).__name__


def union_members(node: ast.BinOp) -> list[ast.expr]:
    """The members of `a | b | c`, without recursion: such chains can be thousands long."""
    members: list[ast.expr] = []
    current: ast.expr = node
    while isinstance(current, ast.BinOp) and isinstance(current.op, ast.BitOr):
        members.append(current.right)
        current = current.left
    members.append(current)
    members.reverse()
    return members


def type_name(node: ast.expr) -> str:
    """`a.b.c` of a name or of attributes of a name.

    Raises:
        TypeExpressionError: It is something else, or belongs to an object (`self.x`).
    """
    if isinstance(node, ast.Name):
        return node.id
    name = dotted_name(node)
    if name is None or name.startswith(("self.", "cls.")):
        raise TypeExpressionError(f"not a type: {written(node)}")
    return name
