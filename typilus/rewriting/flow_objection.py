"""`None` and `Never` are written only where control flow shows them."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode, SymbolKind
from typilus.annotation_types import TypeExpression, names_in
from typilus.rewriting.slots import Slot
from typilus.semantics import always_fails, hands_nothing_back, loops_forever, never_ends

__all__ = ["flow_objection"]

_BOTTOM = frozenset({"typing.NoReturn", "typing.Never"})


def flow_objection(expression: TypeExpression, slot: Slot) -> str | None:
    """Return the reason, in words, why a type that only control flow implies is not written in a slot, or None."""
    bottom = next((name for name in names_in(expression) if name in _BOTTOM), None)
    if bottom is None and expression.name != "None":
        return None
    function = slot.statement
    if slot.kind is not SymbolKind.RETURN or not isinstance(function, FunctionNode):
        article = "an" if slot.kind is SymbolKind.ATTRIBUTE else "a"
        return f"{bottom or 'None'} alone says nothing of {article} {slot.kind.value}"
    owner = slot.owner.node if isinstance(slot.owner.node, ast.ClassDef) else None
    if bottom is None:
        evidence = (hands_nothing_back, loops_forever, always_fails)
        is_shown = any(shows(function, owner) for shows in evidence)
        return None if is_shown else "its control flow does not show that it returns None"
    if expression.name == bottom and never_ends(function, owner):
        return None
    return f"its control flow does not show {bottom}"
