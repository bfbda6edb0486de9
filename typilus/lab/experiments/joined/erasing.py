"""A file as it would be had nobody ever annotated it: what a model is measured on.

Every line keeps its number and every name that is left its column, so that symbols before and after are the same.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_extraction import FunctionNode, parse_source
from typilus.lab.experiments.joined.served_imports import bound_name, imports_of_annotations

__all__ = ["erase_annotations", "erase_imports"]

_TYPE_COMMENT = re.compile(r"#\s*type:(?!\s*ignore)")
_LAYOUT = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT})
_BLOCKS = ("body", "orelse", "finalbody")
_PASS = "pass"


@dataclass(frozen=True, slots=True)
class _Blank:
    """A part of the text to be replaced by spaces, from offset `start` to before `end`.

    Attributes:
        inline: Whether its lines belong to one statement; backslashes then replace the brackets that held them
            together.
        text: Text to write at its start.
    """

    start: int
    end: int
    inline: bool = False
    text: str = ""


def erase_annotations(source: str) -> str:
    """The source text without annotations of parameters, returns and variables, and without type comments.

    `x: int = 1` becomes `x      = 1`; a declaration `x: int` goes, for it makes no symbol (`pass` where a block would
    be empty). Casts, bounds of type variables and bases of classes are code, and stay.

    Raises:
        SourceError: It is not Python.
    """
    page = _Page(source)
    for node in ast.walk(page.tree):
        if isinstance(node, ast.arg) and node.annotation is not None:
            start = page.offset(node.lineno, node.col_offset) + len(node.arg)
            page.blank(_Blank(start, page.end(node)))
        elif isinstance(node, FunctionNode) and node.returns is not None:
            arrow = page.last_before(page.start(node.returns), "->")
            page.blank(_Blank(arrow, page.first_after(page.end(node.returns), ":"), inline=True))
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            colon = page.first_after(page.end(node.target), ":")
            page.blank(_Blank(colon, page.first_after(page.end(node.annotation), "="), inline=True))
        for block in _blocks(node):
            gone = [
                statement for statement in block if isinstance(statement, ast.AnnAssign) and statement.value is None
            ]
            page.remove(gone, len(gone) == len(block) and node is not page.tree)
    for token in page.tokens:
        if token.type == tokenize.COMMENT and _TYPE_COMMENT.match(token.string):
            start = page.character(*token.start)
            page.blank(_Blank(start, start + len(token.string)))
    return page.text()


def erase_imports(source: str) -> str:
    """The same, also without the imports that served annotations alone, as in code that never was typed.

    Those of `if TYPE_CHECKING:` are among them. What nothing used stays: others may import it from here.

    Raises:
        SourceError: It is not Python.
    """
    erased = erase_annotations(source)
    page = _Page(erased)
    served = imports_of_annotations(parse_source(source).tree, page.tree)
    for node in ast.walk(page.tree):
        for block in _blocks(node):
            imports = [statement for statement in block if isinstance(statement, ast.Import | ast.ImportFrom)]
            gone = [
                statement for statement in block if statement in served.blocks or _is_served(statement, served.names)
            ]
            page.remove(gone, len(gone) == len(block) and node is not page.tree)
            for import_ in imports:
                if import_ not in gone:
                    page.drop_names(import_, [alias for alias in import_.names if bound_name(alias) in served.names])
    return page.text()


def _is_served(statement: ast.stmt, names: frozenset[str]) -> bool:
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        return False
    return all(bound_name(alias) in names for alias in statement.names)


def _blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in _BLOCKS:
        block = getattr(node, name, None)
        if isinstance(block, list) and block:
            yield block


class _Page:
    """A text with its tree, tokens and the parts to be blanked. Offsets count characters."""

    def __init__(self, source: str) -> None:
        read = parse_source(source)
        self._text, self.tree = read.text, read.tree
        self._lines = [line + "\n" for line in self._text.split("\n")]  # only newlines end a line of Python
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self.tokens = list(tokenize.generate_tokens(io.StringIO(self._text).readline))
        self._marks = [
            (self.character(*token.start), token.string) for token in self.tokens if token.type not in _LAYOUT
        ]
        self._blanks: list[_Blank] = []

    def character(self, line: int, column: int) -> int:
        """Offset of a place as `tokenize` tells it."""
        return self._starts[line - 1] + column

    def offset(self, line: int, column: int) -> int:
        """Offset of a place as `ast` tells it, in UTF-8 bytes."""
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def start(self, node: ast.expr | ast.stmt | ast.alias) -> int:
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.alias | ast.arg) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.offset(node.end_lineno, node.end_col_offset)

    def last_before(self, offset: int, mark: str) -> int:
        """Return the offset of the last such token before an offset."""
        return max(at for at, text in self._marks if at < offset and text == mark)

    def first_after(self, offset: int, mark: str) -> int:
        """Return the offset of the first such token from an offset on."""
        return next(at for at, text in self._marks if at >= offset and text == mark)

    def blank(self, blank: _Blank) -> None:
        self._blanks.append(blank)

    def remove(self, statements: Sequence[ast.stmt], is_block: bool) -> None:
        """Remove statements. A block that loses all of them remains a block."""
        for number, statement in enumerate(statements):
            end = self.end(statement)
            after = next(((at, mark) for at, mark in self._marks if at >= end), None)
            if after is not None and after[1] == ";":
                end = after[0] + 1
            self._blanks.append(_Blank(self.start(statement), end, text=_PASS if is_block and number == 0 else ""))

    def drop_names(self, statement: ast.Import | ast.ImportFrom, gone: list[ast.alias]) -> None:
        """Take some of its names out of an import, and the commas that they leave behind."""
        if not gone:
            return
        first, last = self.start(statement.names[0]), self.end(statement)
        commas = [at for at, text in self._marks if first <= at < last and text == ","]
        kept = [alias for alias in statement.names if alias not in gone]
        needed = {next(at for at in commas if at >= self.end(alias)) for alias in kept[:-1]}
        self._blanks += [_Blank(self.start(alias), self.end(alias)) for alias in gone]
        self._blanks += [_Blank(at, at + 1) for at in commas if at not in needed]

    def text(self) -> str:
        """Return the remaining text."""
        parts: list[str] = []
        done = 0
        for blank in sorted(self._blanks, key=lambda part: (part.start, -part.end)):
            if blank.start < done:  # inside of another
                continue
            parts.append(self._text[done : blank.start])
            parts.append(_spaces(self._text[blank.start : blank.end], blank))
            done = blank.end
        return "".join([*parts, self._text[done:]])


def _spaces(text: str, blank: _Blank) -> str:
    lines = text.split("\n")
    if blank.inline:
        return "\n".join([*("\\".rjust(len(line), " ") for line in lines[:-1]), " " * len(lines[-1])])
    lines = [" " * len(line) for line in lines]
    lines[0] = blank.text + lines[0][len(blank.text) :]
    return "\n".join(lines)
