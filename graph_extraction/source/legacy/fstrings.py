"""Formatted strings of Python 3.6: typed-ast misplaces what stands in the braces, so it is read again in place."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from graph_extraction.source.legacy.old_lexemes import Lexemes

__all__ = ["convert_fields"]

_PREFIX = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")


def convert_fields(
    typed: Any, strings: Sequence[tuple[str, tuple[int, int]]], converter: Callable[[Lexemes], Any]
) -> ast.JoinedStr:
    """A typed-ast `JoinedStr` as a standard one.

    Args:
        typed: The node.
        strings: The literals it is made of, each with its line and column (UTF-8 bytes).
        converter: Makes a converter for the lexemes of one expression.

    Returns:
        Nodes inside the braces have positions; the strings and fields themselves have none yet.
    """
    fields = (field for text, index in strings for field in _fields(text, index))
    return _joined(typed, fields, converter)


def _joined(typed: Any, fields: Iterator[tuple[str, int, int]], converter: Callable[[Lexemes], Any]) -> ast.JoinedStr:
    values: list[ast.expr] = []
    for part in typed.values:
        if type(part).__name__ != "FormattedValue":
            values.append(ast.Constant(part.s))
            continue
        value = _expression(*next(fields), converter)
        form = part.format_spec
        if form is not None:
            form = (
                _joined(form, fields, converter) if hasattr(form, "values") else ast.JoinedStr([ast.Constant(form.s)])
            )
        values.append(ast.FormattedValue(value, part.conversion, form))
    return ast.JoinedStr(values)


def _expression(source: str, line: int, column: int, converter: Callable[[Lexemes], Any]) -> ast.expr:
    """Parse `source`, which stands at this line and column (UTF-8 bytes)."""
    wrapped = f"({source})"
    tree = importlib.import_module("typed_ast.ast3").parse(wrapped, mode="eval", feature_version=6)
    node: ast.expr = converter(Lexemes(wrapped)).convert(tree.body)
    for inner in ast.walk(node):
        if isinstance(inner, ast.expr | ast.keyword | ast.arg):
            inner.col_offset += column - 1 if inner.lineno == 1 else 0
            inner.end_col_offset = (inner.end_col_offset or 0) + (column - 1 if inner.end_lineno == 1 else 0)
            inner.lineno += line - 1
            inner.end_lineno = (inner.end_lineno or 1) + line - 1
    return node


def _fields(literal: str, position: tuple[int, int]) -> Iterator[tuple[str, int, int]]:
    """Source, line and column of each expression in braces, those of format specifications after their own field."""
    match = _PREFIX.match(literal)
    if match is None or "f" not in match.group(1).lower():
        return
    spans: list[tuple[int, int]] = []
    _scan(literal, match.end(), len(literal) - len(match.group(2)), spans, nested=False)
    for start, end in spans:
        before = literal[:start]
        line_start = before.rfind("\n") + 1
        column = len(before[line_start:].encode()) + (position[1] if not line_start else 0)
        yield literal[start:end], position[0] + before.count("\n"), column


def _scan(text: str, index: int, end: int, spans: list[tuple[int, int]], *, nested: bool) -> int:
    """Collect the spans of expressions from `index` on. A nested scan (a format specification) ends at its brace."""
    while index < end:
        if not nested and text[index : index + 2] in ("{{", "}}"):
            index += 2
        elif text[index] == "}":
            return index
        elif text[index] == "{":
            close = _expression_end(text, index + 1, end)
            spans.append((index + 1, close))
            if text[close] == "!":
                close += 2
            if text[close] == ":":
                close = _scan(text, close + 1, end, spans, nested=True)
            index = close + 1
        elif text.startswith(r"\N{", index) and "r" not in text[: text.index(text[end])].lower():
            index = text.index("}", index) + 1
        else:
            index += 1
    return index


def _expression_end(text: str, index: int, end: int) -> int:
    """Return the index at which the expression from `index` meets its conversion, format or closing brace."""
    depth = 0
    quote = ""
    while index < end:
        character = text[index]
        if quote:
            if text.startswith(quote, index):
                index += len(quote) - 1
                quote = ""
        elif character in "'\"":
            quote = character * 3 if text.startswith(character * 3, index) else character
            index += len(quote) - 1
        elif not depth and (character in "}:" or (character == "!" and text[index + 1] != "=")):
            return index
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        index += 1
    return index
