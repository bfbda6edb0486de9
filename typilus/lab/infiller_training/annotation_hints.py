"""The annotations of a text as spans of its characters, and what the text is without them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_extraction import FunctionNode, SymbolKind, parameters

__all__ = ["Hint", "TextPositions", "hints_of", "without_hints"]

_DECLARATION = "pass"


@dataclass(frozen=True, slots=True)
class Hint:
    """One annotation in a text.

    Attributes:
        kind: Kind of the symbol that it annotates; an attribute counts as a variable.
        name: Name of the symbol.
        start, end: Characters of the annotation itself.
        erase_start, erase_end: Characters that go where nobody annotates.
        instead: Text in their place.
    """

    kind: SymbolKind
    name: str
    start: int
    end: int
    erase_start: int
    erase_end: int
    instead: str = ""

    def moved(self, distance: int) -> Hint:
        """Return the same hint in a text that begins elsewhere."""
        return replace(
            self,
            start=self.start + distance,
            end=self.end + distance,
            erase_start=self.erase_start + distance,
            erase_end=self.erase_end + distance,
        )


class TextPositions:
    """Offsets of characters in a text, from the lines and UTF-8 columns of its tree.

    Args:
        text: Text whose lines end in newlines alone.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._starts[-1] -= 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a place as `ast` tells it."""
        text = self._lines[line - 1]
        return self._starts[line - 1] + (column if text.isascii() else len(text.encode()[:column].decode()))

    def line_start(self, line: int) -> int:
        """The offset of the first character of a line, counted from 1. That behind the last line is the text's end."""
        return self._starts[min(line, len(self._starts)) - 1]

    def start(self, node: ast.expr | ast.stmt | ast.arg) -> int:
        """The offset of a node's first character."""
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.arg) -> int:
        """The offset behind a node's last character."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.offset(node.end_lineno, node.end_col_offset)


def hints_of(tree: ast.AST, text: str, positions: TextPositions) -> list[Hint]:
    """Return the annotations of all parameters, returns and variables below a node, in the order of the text."""
    hints = [hint for node in ast.walk(tree) for hint in _hints_at(node, text, positions)]
    return sorted(hints, key=lambda hint: hint.start)


def without_hints(text: str, hints: Iterable[Hint], kept: Sequence[Hint] = ()) -> tuple[str, list[Hint]]:
    """Return the text without some annotations, and where the kept ones are in it then."""
    edits = sorted((hint.erase_start, hint.erase_end, hint.instead) for hint in hints)
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []
    done = shift = 0
    for start, end, instead in edits:
        pieces += (text[done:start], instead)
        shift += len(instead) - (end - start)
        moves.append((end, shift))
        done = end
    moved = [hint.moved(next((move for end, move in reversed(moves) if end <= hint.start), 0)) for hint in kept]
    return "".join([*pieces, text[done:]]), moved


def _hints_at(node: ast.AST, text: str, positions: TextPositions) -> Iterator[Hint]:
    """Yield the annotations of one node. One in brackets of its own is left out: they are no part of its node."""
    if isinstance(node, FunctionNode):
        for argument, _ in parameters(node.args):
            if argument.annotation is not None:
                start, end = positions.start(argument.annotation), positions.end(argument.annotation)
                name_end = positions.start(argument) + len(argument.arg)
                if text[name_end:start].strip() == ":":
                    yield Hint(SymbolKind.PARAMETER, argument.arg, start, end, name_end, end)
        if node.returns is not None:
            start, end = positions.start(node.returns), positions.end(node.returns)
            closing = text.rfind(")", 0, start) + 1
            if closing and text[closing:start].strip() == "->":
                yield Hint(SymbolKind.RETURN, node.name, start, end, closing, end)
    elif isinstance(node, ast.AnnAssign):
        start, end = positions.start(node.annotation), positions.end(node.annotation)
        name, name_end = ast.unparse(node.target).rpartition(".")[2], positions.end(node.target)
        if text[name_end:start].strip() == ":":
            if node.value is None:
                yield Hint(SymbolKind.VARIABLE, name, start, end, positions.start(node), end, _DECLARATION)
            else:
                yield Hint(SymbolKind.VARIABLE, name, start, end, name_end, end)
