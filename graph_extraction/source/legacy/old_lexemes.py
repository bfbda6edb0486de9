"""The lexemes of Python 2 and early Python 3 sources, which today's `tokenize` no longer splits rightly.

typed-ast knows where a node starts, at best; where it ends is found by walking over these lexemes.
"""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["OLD_OCTAL", "Lexemes", "Lines"]

LINE_END = "\n"
_CLOSING = {"(": ")", "[": "]", "{": "}"}

_STRING_BODY = (
    r"'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    r'|"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'"
    r'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
)
_NUMBER = (
    r"0[xX][0-9a-fA-F_]+[lL]?|0[bB][01_]+[lL]?|0[oO][0-7_]+[lL]?"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?[jJlL]?"
)
_OPERATOR = r"\*\*=?|//=?|>>=?|<<=?|<>|!=|->|:=|\.\.\.|[-+*/%&|^=<>@]=?|."
LEXEME = re.compile(
    rf"(?P<blank>[ \t\f]+|\\\n|\#[^\n]*)"
    rf"|(?P<line>\n)"
    rf"|(?P<string>(?:[bB][rR]?|[uU][rR]?|[rR][bBfF]?|[fF][rR]?)?(?:{_STRING_BODY}))"
    rf"|(?P<name>[^\W\d]\w*)"
    rf"|(?P<number>{_NUMBER})"
    rf"|(?P<operator>{_OPERATOR})",
    re.DOTALL,
)

OLD_OCTAL = re.compile("0[0-7]+[lL]?")

# What can make a tree one level deeper without a bracket or an indented block.
_NESTING = frozenset(
    ("+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "~", ".", "and", "or", "not", "if", "await")
)
# typed-ast's parser gives up, and complains on standard error, at some 95 brackets in each other.
_BRACKET_DEPTH = 33


class Lexemes:
    """The lexemes of one text by index, with a `LINE_END` at the end of each logical line, and their positions.

    Attributes:
        text: Lexemes.
        offset: Character offset of each in the source.
        partner: Index of a bracket's partner, -1 for other lexemes.
    """

    def __init__(self, source: str) -> None:
        self.text: list[str] = []
        self.offset: list[int] = []
        self.partner: list[int] = []
        self._scan(source)
        self._lines = Lines(source)
        self._at = {self.start(i): i for i in range(len(self.text))}
        # Before Python 3.8 a string of several lines stands at its last line, column -1.
        self._multiline = {self.end(i)[0]: i for i, text in enumerate(self.text) if LINE_END in text and len(text) > 1}

    def _scan(self, source: str) -> None:
        opened: list[int] = []
        for match in LEXEME.finditer(source):
            kind, text = match.lastgroup, match.group()
            if kind == "blank" or (kind == "line" and (opened or not self.text or self.text[-1] == LINE_END)):
                continue
            self.text.append(text)
            self.offset.append(match.start())
            self.partner.append(-1)
            if text in _CLOSING:
                opened.append(len(self.text) - 1)
            elif opened and text == _CLOSING[self.text[opened[-1]]]:
                self.partner[-1] = opened.pop()
                self.partner[self.partner[-1]] = len(self.text) - 1
        self.text.append(LINE_END)
        self.offset.append(len(source))
        self.partner.append(-1)

    def start(self, index: int) -> tuple[int, int]:
        """1-based line and 0-based column, in UTF-8 bytes, of a lexeme."""
        return self._lines.position(self.offset[index])

    def end(self, index: int) -> tuple[int, int]:
        """1-based line and 0-based column, in UTF-8 bytes, just after a lexeme."""
        return self._lines.position(self.offset[index] + len(self.text[index]))

    def index(self, line: int, column: int) -> int:
        """The lexeme that typed-ast means by this line and column.

        Raises:
            KeyError: No lexeme starts there.
        """
        return self._multiline[line] if column < 0 else self._at[line, column]

    def is_string(self, index: int) -> bool:
        """Return whether the lexeme is a string literal."""
        return self.text[index][-1] in "'\""

    def outward(self, start: int, end: int) -> tuple[int, int]:
        """The span `start:end` grown over the parentheses directly around it."""
        while start and self.text[start - 1] == "(" and self.partner[start - 1] == end:
            start, end = start - 1, end + 1
        return start, end

    def statement_end(self, index: int) -> int:
        """Index of the semicolon or line end that closes the simple statement that `index` lies in."""
        while self.text[index] not in (LINE_END, ";"):
            index = max(index, self.partner[index]) + 1
        return index

    def depth(self) -> int:
        """An upper bound of how deep the syntax tree of these lexemes nests, a bracket counted as 33 levels."""
        deepest = total = chained = 0
        levels = [0]
        for text in self.text:
            if text in _NESTING:
                levels[-1] += 1
                total += 1
            elif text in _CLOSING:
                levels[-1] += 1
                levels.append(_BRACKET_DEPTH)
                total += 1 + _BRACKET_DEPTH
            elif text in (")", "]", "}") and len(levels) > 1:
                total -= levels.pop()
            elif text in (",", ":", "=", LINE_END, ";"):
                held = _BRACKET_DEPTH if len(levels) > 1 else 0
                total -= levels[-1] - held
                levels[-1] = held
            elif text in ("elif", "lambda"):
                chained += 1
            deepest = max(deepest, total)
        return deepest + chained


class Lines:
    """Character offsets of a text to lines and columns in UTF-8 bytes."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._ascii = source.isascii()
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]

    def position(self, offset: int) -> tuple[int, int]:
        """1-based line and 0-based column in UTF-8 bytes."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        return line, offset - start if self._ascii else len(self._source[start:offset].encode())
