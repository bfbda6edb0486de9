"""Texts as a terminal may show them: file names and source lines can hold what moves its cursor or hides words."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["local_path", "printable", "printable_json"]

# Control characters but tab and newline, marks of direction, separators of lines, and what has no width.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def local_path(path: str) -> str:
    """The path of a file as seen from the current folder, if it lies in that."""
    file = Path(path)
    return str(file.relative_to(Path.cwd())) if file.is_absolute() and file.is_relative_to(Path.cwd()) else path


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
