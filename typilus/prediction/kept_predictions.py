"""The part of a former prediction of a file that an edit has left as it was."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_extraction import FunctionNode, SourceDocument, Symbol, inner_statements
from typilus.prediction.file_prediction import FilePrediction, TypePrediction, document_of

__all__ = ["kept_predictions"]

_NAME = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Edit:
    """The lines of a text that are not those of a former one.

    Attributes:
        start, end: The first and the last changed line, from 1; where lines were only taken out, `end` is the line
            before them, and `start` the one behind.
        growth: So many lines more than before.
        names: All words of the changed lines, as they are and as they were.
    """

    start: int
    end: int
    growth: int
    names: frozenset[str]

    @classmethod
    def between(cls, before: str, after: str) -> _Edit:
        """Return the edit that leads from one text to another."""
        old, new = before.split("\n"), after.split("\n")
        shorter = min(len(old), len(new))
        above = _common(old, new, shorter)
        below = _common(old[::-1], new[::-1], shorter - above)
        changed = [*old[above : len(old) - below], *new[above : len(new) - below]]
        names = frozenset(_NAME.findall(unicodedata.normalize("NFKC", "\n".join(changed))))  # as Python reads them
        return cls(above + 1, len(new) - below, len(new) - len(old), names)

    def touches(self, first: int, last: int) -> bool:
        """Return whether one of some lines of the new text has changed, or stood beside what was taken out."""
        return first <= max(self.start, self.end) and min(self.start, self.end) <= last

    def line_before(self, line: int) -> int:
        """Return the number that an unchanged line had."""
        return line if line < self.start else line - self.growth


def kept_predictions(
    former: FilePrediction, document: SourceDocument, symbols: Sequence[Symbol]
) -> dict[int, TypePrediction]:
    """Return the former predictions of the symbols that an edit has hardly anything to do with, by their index.

    These are all but the symbols of functions, and of statements outside of functions, that have changed lines, and
    those that a changed line names, or whose function it names. What else may follow from an edit, in other functions,
    only a whole prediction finds.

    Args:
        former: Prediction of the file before the edit.
        document: The file after it.
        symbols: Its symbols.
    """
    edit = _Edit.between(document_of(former).text, document.text)
    changed = [range(first, last + 1) for first, last in _units(document.tree.body) if edit.touches(first, last)]
    before = {_place(one.symbol, one.symbol.line): one for one in former}
    kept = {}
    for index, symbol in enumerate(symbols):
        if symbol.name in edit.names or symbol.scope.rpartition(".")[2] in edit.names:
            continue
        prediction = before.get(_place(symbol, edit.line_before(symbol.line)))
        if prediction is not None and not any(symbol.line in lines for lines in changed):
            kept[index] = prediction
    return kept


def _place(symbol: Symbol, line: int) -> tuple[object, ...]:
    return (*symbol.key, line, symbol.column, symbol.annotation, symbol.obstacle)


def _units(statements: Sequence[ast.stmt]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of all functions that are in no other, and of the statements around them."""
    for statement in statements:
        inner = () if isinstance(statement, FunctionNode) else inner_statements(statement)
        decorators = getattr(statement, "decorator_list", [])
        first = min(node.lineno for node in (statement, *decorators))
        if inner:
            yield first, inner[0].lineno - 1
            yield from _units(inner)
        else:
            yield first, statement.end_lineno or first


def _common(one: Sequence[str], other: Sequence[str], most: int) -> int:
    """Return how many lines, `most` at most, two texts begin with alike."""
    return next((number for number in range(most) if one[number] != other[number]), most)
