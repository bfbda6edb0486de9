"""Comments by which a file asks to be left alone: `# typilus: skip` on a line, `# typilus: skip-file` anywhere."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable
from typing import TYPE_CHECKING

from graph_extraction import SourceDocument, Symbol

if TYPE_CHECKING:
    from typilus.semantics.semantic_index import SemanticIndex

__all__ = ["skips_of"]

_COMMENT = re.compile(r"#\s*typilus:\s*skip(-file)?(?![\w-])")


def skips_of(semantics: SemanticIndex, document: SourceDocument) -> Callable[[Symbol], bool]:
    """Return what tells of the symbols of a file whether a comment asks to leave them alone.

    The comment on a line is about the symbols that are first bound there; on the line of a `def` it is about the whole
    signature.

    Args:
        semantics: Of the file.
        document: The file.
    """
    lines = document.derived(_skipped_lines)
    if lines is None:
        return lambda symbol: True
    if not lines:
        return lambda symbol: False

    def is_skipped(symbol: Symbol) -> bool:
        function = semantics.function_of(symbol)
        return symbol.line in lines or (function is not None and function.node.lineno in lines)

    return is_skipped


def _skipped_lines(document: SourceDocument) -> frozenset[int] | None:
    """The lines with a comment, None for all of the file."""
    if _COMMENT.search(document.text) is None:
        return frozenset()
    lines = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(document.text).readline):
            match = _COMMENT.search(token.string) if token.type == tokenize.COMMENT else None
            if match is not None and match[1]:
                return None
            if match is not None:
                lines.add(token.start[0])
    except (tokenize.TokenError, SyntaxError):  # of an older Python; what was read until then counts
        pass
    return frozenset(lines)
