"""The places of a file's text where the annotations of its symbols would go."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from graph_extraction import RUNNING_GRAMMAR, FunctionNode, SourceDocument, Symbol, SymbolKind
from typilus.rewriting import Slot, find_slots, header_end
from typilus.semantics import Scope, SemanticIndex, semantics_of

__all__ = ["HolePlace", "hole_places"]


_MOST_BLANKS = 400
_WITHOUT_BLANKS = str.maketrans("", "", " \\\n")
_KEEPING_LENGTH = str.maketrans("\\\n", "  ")


@dataclass(frozen=True, slots=True)
class HolePlace:
    """The place of one symbol's annotation.

    Attributes:
        symbol: Index of the symbol among those asked for.
        name: Name of the symbol.
        is_return: Whether it is what a function returns.
        scope: The function whose signature, or the scope whose statement it is in.
        start, end: Offsets in the text of what gives way: blanks, and the equals sign of a value that follows.
        before, after: Text around the annotation.
        bare: Text in its place without an annotation. An erased annotation may have left blanks, which tell its length.
    """

    symbol: int
    name: str
    is_return: bool
    scope: Scope
    start: int
    end: int
    before: str
    after: str
    bare: str


def hole_places(document: SourceDocument, symbols: Sequence[Symbol]) -> list[HolePlace]:
    """Return the places of all symbols that have one and no annotation yet, in the order of the text.

    Args:
        document: A file whose exact text is its text (neither a notebook nor with carriage returns).
        symbols: Symbols of its graph.
    """
    if document.grammar != RUNNING_GRAMMAR:
        return []
    semantics = semantics_of(document)
    slots = {(slot.kind, slot.line, slot.column, slot.name): slot for slot in find_slots(document)}
    places = []
    for index, symbol in enumerate(symbols):
        slot = slots.get((symbol.kind, symbol.line, symbol.column, symbol.name))
        if symbol.annotation is not None or symbol.is_receiver or slot is None or slot.annotation is not None:
            continue
        hole = _place(index, slot, document, semantics)
        if hole is not None:
            places.append(hole)
    return sorted(places, key=lambda hole: hole.start)


def _place(index: int, slot: Slot, document: SourceDocument, semantics: SemanticIndex) -> HolePlace | None:
    statement = slot.statement
    if isinstance(statement, FunctionNode):
        scope = semantics.scopes[statement]
        if slot.kind is SymbolKind.RETURN:
            span = _end_of_signature(document, statement)
            return None if span is None else HolePlace(index, slot.name, True, scope, *span, " -> ", "", "")
        argument, default = next(pair for pair in semantics.function(statement).parameters if pair[0].arg == slot.name)
        return _before_value(index, slot, scope, document, (argument, default))
    if isinstance(statement, ast.AnnAssign) or (slot.obstacle or "").startswith("target in parentheses"):
        return None
    return _before_value(index, slot, slot.scope, document, (statement.targets[0], statement.value))


def _before_value(
    index: int, slot: Slot, scope: Scope, document: SourceDocument, pair: tuple[ast.expr | ast.arg, ast.expr | None]
) -> HolePlace:
    """The place between a target and its value, if it has one."""
    target, value = pair
    text, lines = document.exact_text, document.exact_lines
    assert target.end_lineno is not None
    assert target.end_col_offset is not None
    start = lines.utf8_offset(target.end_lineno, target.end_col_offset)
    end = start + len(text[start : start + _MOST_BLANKS]) - len(text[start : start + _MOST_BLANKS].lstrip(" "))
    after = bare = ""
    if value is not None:
        gap = lines.utf8_offset(value.lineno, value.col_offset)
        if text[start:gap].translate(_WITHOUT_BLANKS) == "=":
            end, after = gap, " = "
            bare = text[start:gap] if "  " not in text[start:gap] else after
        else:
            end = start
    return HolePlace(index, slot.name, False, scope, start, end, ": ", after, bare)


def _end_of_signature(document: SourceDocument, function: FunctionNode) -> tuple[int, int] | None:
    """Return the offsets of the blanks before the colon of a header."""
    try:
        colon = header_end(document, function) - 1
    except ValueError:
        return None
    start, _ = document.exact_lines.span(function)
    return start + len(document.exact_text[start:colon].translate(_KEEPING_LENGTH).rstrip(" ")), colon
