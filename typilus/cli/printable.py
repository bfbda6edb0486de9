"""Texts as a terminal may show them: file names and source lines can hold what moves its cursor or hides words."""

from __future__ import annotations

import re

__all__ = ["printable"]

# Control characters but tab and newline, marks of direction, separators of lines, and what has no width.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def printable(text: str) -> str:
    """The text with escapes in the place of characters that a terminal obeys or hides, as in a Python literal.

    >>> printable("a\\x1b[2Jb\\u202ec")
    'a\\\\x1b[2Jb\\\\u202ec'
    """
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)
