"""Decoded text to a standard `ast` tree, by the grammar of the running interpreter or by an older one."""

from __future__ import annotations

import ast
import re
import sys
import threading
import warnings
from dataclasses import dataclass

from graph_extraction.source.legacy import looks_like_python2, parse_legacy, typed_ast_installed
from graph_extraction.source.notebook import blank_exported_magics
from graph_extraction.source.source_errors import SourceError

__all__ = ["RUNNING_GRAMMAR", "ParsedText", "parse_text"]

RUNNING_GRAMMAR = f"{sys.version_info.major}.{sys.version_info.minor}"

_MAX_BAD_TYPE_COMMENTS = 50
_TYPE_COMMENT = re.compile(r"#\s*type:")
_MAGIC = re.compile(r"(?m)^[ \t]*[%!?]|=[ \t]*[%!]\w|\?[ \t]*$")
_ASYNC_NAME = re.compile(r"\b(?:async|await)\b")
# PEP 695: what looks like nothing that older grammars have.
_PYTHON_312 = re.compile(r"^\s*(?:type\s+\w+(?:\[.*\])?\s*=|(?:async\s+)?def\s+\w+\[|class\s+\w+\[)")
_TYPED_AST = "pip install 'typilus[legacy]' in Python 3.11 or earlier"
_TOO_DEEP = "nests deeper than this interpreter's parser can follow; split the expression or the chain of branches"
# Filters of warnings and the recursion limit belong to the whole process.
_PROCESS_STATE = threading.Lock()


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text and its tree.

    Attributes:
        text: Text as it was read; the magics of an exported notebook are blanked.
        tree: Standard `ast` nodes, type comments included.
        grammar: Python grammar that accepted it.
    """

    text: str
    tree: ast.Module
    grammar: str


def parse_text(text: str, path: str) -> ParsedText:
    """Parse text with newlines as line ends. `path` names it in errors.

    Raises:
        SourceError: No grammar accepts it, or it nests too deep.
    """
    try:
        return ParsedText(text, _parse(text), RUNNING_GRAMMAR)
    except SyntaxError as error:
        return _parse_otherwise(text, path, error)
    except (RecursionError, MemoryError) as error:
        raise SourceError(path, _TOO_DEEP) from error
    except ValueError as error:
        raise SourceError(path, f"cannot be parsed: {error}") from error


def _parse(text: str) -> ast.Module:
    """`ast.parse` with type comments, of which those that stand where none may are left out."""
    # Invalid escapes and the like are the author's business; as errors they would stop the parser.
    with _PROCESS_STATE, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text, type_comments=True)
        except SyntaxError:
            return _parse_despite_type_comments(text)
        except RecursionError:
            return _parse_deeper(text)


def _parse_deeper(text: str) -> ast.Module:
    """Building the tree takes a few levels more than compiling it, and the caller's own frames count too."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + 1000)
    try:
        return ast.parse(text, type_comments=True)
    finally:
        sys.setrecursionlimit(limit)


def _parse_despite_type_comments(text: str) -> ast.Module:
    plain = ast.parse(text)
    lines = text.split("\n")
    for _ in range(_MAX_BAD_TYPE_COMMENTS):
        try:
            return ast.parse("\n".join(lines), type_comments=True)
        except SyntaxError as error:
            line = (error.lineno or 0) - 1
            comments = list(_TYPE_COMMENT.finditer(lines[line])) if 0 <= line < len(lines) else []
            if not comments:
                break
            start = comments[-1].start()
            lines[line] = lines[line][:start] + "#" + lines[line][start + 1 :].replace("type:", "type;", 1)
    return plain


def _parse_otherwise(text: str, path: str, error: SyntaxError) -> ParsedText:
    """Read what the running interpreter's grammar refuses by an older grammar, or as an exported notebook."""
    try:
        return _parse_by_older_grammar(text, path, error)
    except SourceError:
        blanked = blank_exported_magics(text) if _MAGIC.search(text) else text
        if blanked == text:
            raise
    try:
        return ParsedText(blanked, _parse(blanked), RUNNING_GRAMMAR)
    except SyntaxError as without_magics:
        return _parse_by_older_grammar(blanked, path, without_magics)
    except (RecursionError, MemoryError) as deep:
        raise SourceError(path, _TOO_DEEP) from deep


def _parse_by_older_grammar(text: str, path: str, error: SyntaxError) -> ParsedText:
    """Read with typed-ast what the running interpreter refuses with `error`, the one to report if that fails too."""
    refused = _line(text, error)
    if sys.version_info < (3, 12) and _PYTHON_312.match(refused):
        hint = f"; this looks like Python 3.12, and Python {RUNNING_GRAMMAR} reads it: run this with a newer one"
        raise _syntax_error(text, path, error, hint) from error
    old = looks_like_python2(refused)
    if not typed_ast_installed():
        hint = ""
        if old or _ASYNC_NAME.search(refused):
            era = "Python 2" if old else "Python before 3.7"
            hint = f"; this looks like {era}, which needs typed-ast: {_TYPED_AST}"
        raise _syntax_error(text, path, error, hint) from error
    try:
        with _PROCESS_STATE, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree, grammar = parse_legacy(text)
        return ParsedText(text, tree, grammar)
    except SyntaxError as legacy_error:
        if old and (legacy_error.lineno or 0) > (error.lineno or 0):
            raise _syntax_error(text, path, legacy_error, " (read as Python 2.7)") from legacy_error
    except (RecursionError, MemoryError):
        if old:
            raise SourceError(path, f"looks like Python 2 and {_TOO_DEEP}") from error
    except ValueError:
        pass
    raise _syntax_error(text, path, error, "") from error


def _line(text: str, error: SyntaxError) -> str:
    lines = text.split("\n")
    number = error.lineno or 0
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _syntax_error(text: str, path: str, error: SyntaxError, hint: str) -> SourceError:
    if not error.lineno:
        return SourceError(path, f"{error.msg}{hint}")
    line = _line(text, error)
    column = min(max((error.offset or 1) - 1, 0), len(line))
    return SourceError(path, f"{error.msg}{hint}", error.lineno, column, line)
