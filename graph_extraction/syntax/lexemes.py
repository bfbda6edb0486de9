"""Source bytes to lexemes, in one pass of one regular expression.

The file is known to parse, so the scanner need not find errors; that makes it several times faster than `tokenize`.
It keeps no state between lexemes: scanning may start again at any boundary and gives the same result from there on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, compress

__all__ = ["STRING_LABEL_LENGTH", "Lexemes", "scan", "token_label"]

# Alternatives that begin with different characters: the regular expression engine then skips most of them at a glance.
# The most frequent come first.
_ALTERNATIVES = (
    rb"[AC-EG-QSV-Zac-eg-qsv-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*",  # names that cannot begin a string
    rb"[()\[\]{},]",
    rb"\#[^\n]*",
    rb"{double}",
    rb"{single}",
    rb"[BFRTUbfrtu]{1,2}(?:{double}|{single})",
    rb"[BFRTUbfrtu][A-Za-z0-9_\x80-\xff]*",
    rb"0(?:[xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+)[lL]?",
    rb"[0-9][0-9_]*\.?(?:[0-9][0-9_]*)?(?:[eE][+-]?[0-9][0-9_]*)?[jJlL]?",
    rb"\.[0-9][0-9_]*(?:[eE][+-]?[0-9][0-9_]*)?[jJ]?",
    rb"\.\.\.|\*\*=?|//=?|>>=?|<<=?|->|:=|!=|<>|[-+*/%&|^@=<>]=?|[^\s\\]",
)
_DOUBLE = rb'''"(?:""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""|[^"\\\n]*(?:\\.[^"\\\n]*)*")'''
_LEXEME = re.compile(
    b"("
    + b"|".join(_ALTERNATIVES).replace(b"{double}", _DOUBLE).replace(b"{single}", _DOUBLE.replace(b'"', b"'"))
    + b")",
    re.DOTALL,
)
_STRING_PARTS = re.compile(rb"""([a-zA-Z]*)(\"\"\"|'''|"|')(.*)\2\Z""", re.DOTALL)

STRING_LABEL_LENGTH = 40
"""Characters of a string's content that its label keeps."""


@dataclass(slots=True)
class Lexemes:
    """The lexemes of one file, comments and line ends left out, in three lists of equal length.

    Each list ends with a sentinel behind the last byte of the file, so that a reader need not test for the end.

    Attributes:
        texts: The bytes of each.
        starts: Byte offset of each.
        ends: Byte offset behind each.
    """

    texts: list[bytes]
    starts: list[int]
    ends: list[int]

    def resume(self, data: bytes, offset: int, index: int) -> int:
        """Scan again from byte `offset`, where the lexemes from `index` on do not fit.

        An f-string that holds its own quotes (PEP 701) misleads the scanner: only the parser knows where it ends. As
        scanning has no state, old and new lexemes agree from the first common start on; only those before it change.

        Returns:
            Index of the first lexeme at or behind `offset`.
        """
        texts: list[bytes] = []
        starts: list[int] = []
        joined = bisect_left(self.starts, offset, index)
        for match in _LEXEME.finditer(data, offset):
            start = match.start()
            while self.starts[joined] < start:
                joined += 1
            if self.starts[joined] == start:
                break
            if not match[0].startswith(b"#"):
                texts.append(match[0])
                starts.append(start)
        else:
            joined = len(self.starts) - 1
        # Lexemes before `index` were read already, those up to `joined` are wrong: their room is reused where it can.
        first = max(joined - len(texts), index)
        self.texts[first:joined] = texts
        self.starts[first:joined] = starts
        self.ends[first:joined] = [start + len(text) for start, text in zip(starts, texts, strict=True)]
        return first


def scan(data: bytes) -> Lexemes:
    """Split the bytes of a file (UTF-8, lines ended by a newline character) into lexemes."""
    parts = _LEXEME.split(data)
    bounds = list(accumulate(map(len, parts)))
    texts, starts, ends = parts[1::2], bounds[0:-1:2], bounds[1::2]
    if b"#" in data:
        kept = [text[0] != 35 for text in texts]
        texts, starts, ends = list(compress(texts, kept)), list(compress(starts, kept)), list(compress(ends, kept))
    texts.append(b"")
    starts.append(len(data) + 1)
    ends.append(len(data) + 1)
    return Lexemes(texts, starts, ends)


def token_label(lexeme: bytes) -> str:
    """Return the label of a token: its lexeme, or for a string its opening quote and the start of its content."""
    parts = _STRING_PARTS.match(lexeme)
    if parts is None:
        return lexeme.decode("utf-8", "replace")
    mark = 'b"' if b"b" in parts[1].lower() else '"'
    return mark + parts[3].decode("utf-8", "replace")[:STRING_LABEL_LENGTH]
