"""The places of a file's text where the annotations of its symbols would go."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from graph_extraction import RUNNING_GRAMMAR, FunctionNode, SourceDocument, Symbol, SymbolKind
from typilus.rewriting import Slot, find_slots, header_end
from typilus.semantics import Scope, SemanticIndex, semantics_of

__all__ = ["HolePlace", "hole_places"]


@dataclass(frozen=True, slots=True)
class HolePlace:
    """The place of one symbol's annotation.

    Attributes:
        symbol: Index of the symbol among those asked for.
        name: Name of the symbol.
        is_return: Whether it is what a function returns.
        scope: The function whose signature, or the scope whose statement it is in.
        start, end: Offsets in the text of what gives way: nothing, or blanks around an equals sign.
        before, after: Text around the annotation.
    """

    symbol: int
    name: str
    is_return: bool
    scope: Scope
    start: int
    end: int
    before: str
    after: str


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
        place = _place(index, slot, document, semantics)
        if place is not None:
            places.append(place)
    return sorted(places, key=lambda place: place.start)


def _place(index: int, slot: Slot, document: SourceDocument, semantics: SemanticIndex) -> HolePlace | None:
    statement = slot.statement
    if isinstance(statement, FunctionNode):
        scope = semantics.scopes[statement]
        if slot.kind is SymbolKind.RETURN:
            end = _end_of_signature(document, statement)
            return None if end is None else HolePlace(index, slot.name, True, scope, end, end, " -> ", "")
        pairs = (pair for pair in semantics.function(statement).parameters if pair[0].arg == slot.name)
        argument, default = next(pairs)
        span = _gap(document, argument, default)
        return HolePlace(index, slot.name, False, scope, *span, ": ", " = " if span[1] > span[0] else "")
    if isinstance(statement, ast.AnnAssign) or (slot.obstacle or "").startswith("target in parentheses"):
        return None
    span = _gap(document, statement.targets[0], statement.value)
    return HolePlace(index, slot.name, False, slot.scope, *span, ": ", " = " if span[1] > span[0] else "")


def _gap(document: SourceDocument, target: ast.expr | ast.arg, value: ast.expr | None) -> tuple[int, int]:
    """Return the offsets between a target and its value if only an equals sign lies there, else that of its end."""
    lines = document.exact_lines
    assert target.end_lineno is not None
    assert target.end_col_offset is not None
    start = lines.utf8_offset(target.end_lineno, target.end_col_offset)
    if value is None:
        return start, start
    end = lines.utf8_offset(value.lineno, value.col_offset)
    return (start, end) if document.exact_text[start:end].strip(" ") == "=" else (start, start)


def _end_of_signature(document: SourceDocument, function: FunctionNode) -> int | None:
    """Return the offset where `->` would go."""
    try:
        colon = header_end(document, function) - 1
    except ValueError:
        return None
    start, _ = document.exact_lines.span(function)
    return start + len(document.exact_text[start:colon].rstrip())
