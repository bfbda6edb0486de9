"""Parse with typed-ast, guarded."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import re
from functools import cache
from typing import Any

from graph_extraction.source.legacy.old_lexemes import OLD_OCTAL, Lexemes
from graph_extraction.source.legacy.statement_converter import StatementConverter

__all__ = ["looks_like_python2", "parse_legacy", "typed_ast_installed"]

# typed-ast recurses in C without a check: it overflows the stack at some ten thousand levels.
MAX_DEPTH = 3000

_PYTHON2 = re.compile(
    r"(?<![\w.])(?:print|exec)(?:\s+[\w'\"`({\[]|\s*>>)|(?<!\w)print\s*$"
    r"|^\s*except\b(?:[^:(]|\([^()]*\))*,[^:]*:|^\s*raise\s[^(]*,|`|<>"
    r"|(?<![\w.])0[0-7]+(?![\w.])|(?<![\w.])(?:\d+|0[xX][0-9a-fA-F]+)[lL]\b|\b[uU][rR]['\"]"
    r"|(?:^\s*def\s+\w+|\blambda\b)[^:]*\(\s*\w+\s*,[^()]*\)",
)


@cache
def typed_ast_installed() -> bool:
    """Return whether typed-ast can be imported (it exists for Python 3.11 and earlier)."""
    return importlib.util.find_spec("typed_ast") is not None


def looks_like_python2(line: str) -> bool:
    """Return whether a line that is no Python 3 shows the marks of Python 2."""
    return _PYTHON2.search(line) is not None


def parse_legacy(text: str) -> tuple[ast.Module, str]:
    """Parse with the newest older grammar that accepts the text.

    Args:
        text: Decoded source with normalized newlines.

    Returns:
        The tree as standard `ast` nodes and the grammar, "3.6" or "2.7".

    Raises:
        ImportError: Typed-ast is not installed.
        SyntaxError: No grammar accepts the text; the error is that of Python 2.7.
        RecursionError: It nests too deep to be given to typed-ast.
    """
    lexemes = Lexemes(text)
    if lexemes.depth() > MAX_DEPTH:
        raise RecursionError
    typed: Any
    try:
        typed, grammar = _typed_ast("ast3").parse(text, feature_version=6), "3.6"
    except SyntaxError:
        typed, grammar = _parse_python2(text, lexemes), "2.7"
    return StatementConverter(lexemes).convert(typed), grammar


def _typed_ast(name: str) -> Any:
    return importlib.import_module(f"typed_ast.{name}")


def _parse_python2(text: str, lexemes: Lexemes) -> Any:
    parse = _typed_ast("ast27").parse
    try:
        return parse(text)
    except TypeError:  # typed-ast trips over its own errors that have no column
        raise SyntaxError("invalid syntax") from None
    except ValueError:  # typed-ast cannot read `-0777`; the converter takes the value from the lexeme
        plain = list(text)
        for i, literal in enumerate(lexemes.text):
            if OLD_OCTAL.fullmatch(literal) and lexemes.text[i - 1] == "-":
                plain[lexemes.offset[i]] = " "
        return parse("".join(plain))
