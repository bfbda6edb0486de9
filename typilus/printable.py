"""Texts as a terminal may show them: file names and source lines can hold what moves its cursor or hides words."""

from __future__ import annotations

import re

__all__ = ["printable", "printable_json"]

# Control characters but tab and newline, marks of direction, separators of lines, and what has no width.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def printable(text: str) -> str:
    """The text with escapes in the place of characters that a terminal obeys or hides, as in a Python literal.

    >>> printable("a\\x1b[2Jb\\u202ec")
    'a\\\\x1b[2Jb\\\\u202ec'
    """
    return _UNSEEN.sub(lambda match: ascii(match[0])[1:-1], text)


def printable_json(text: str) -> str:
    """The same for JSON, which stays JSON: such characters are in its strings only, where it has escapes of its own.

    Lines stay lines for readers who also take U+0085 or U+2028 for the end of one.
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
