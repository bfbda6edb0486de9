"""The size limits of one file, which is refused before parsing makes it expensive.

A parser spends about a kilobyte a syntax node, and every later step spends time on each. The largest files that people
or generators really keep (of the standard library and of a large installation) are 4 MB long and have 200,000 lexemes.
"""

from __future__ import annotations

import re

from graph_extraction.intake import MAX_FILE_SIZE
from graph_extraction.source.source_errors import SourceError

__all__ = ["MAX_LEXEMES", "check_bytes", "check_lexemes"]

MAX_LEXEMES = 500_000
"""Names, numbers, and signs of the code; long strings count by their words."""
_LEXEME = re.compile(r"\w+|[^\w\s]")


def check_bytes(size: int, path: str) -> None:
    """Refuse a file by its size.

    Raises:
        SourceError: It is too large.
    """
    if size > MAX_FILE_SIZE:
        reason = (
            f"is too large: {size:,} bytes, and {MAX_FILE_SIZE:,} are the most that is read; split it, or leave it out"
        )
        raise SourceError(path, reason)


def check_lexemes(text: str, path: str) -> None:
    """Refuse code by the number of its lexemes.

    Raises:
        SourceError: There are too many.
    """
    if len(text) <= MAX_LEXEMES:
        return
    for count, _ in enumerate(_LEXEME.finditer(text), 1):
        if count > MAX_LEXEMES:
            reason = f"is too large: more than {MAX_LEXEMES:,} names, numbers and signs; split it, or leave it out"
            raise SourceError(path, reason)
