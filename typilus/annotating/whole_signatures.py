"""Whole signatures: a function gets annotations only if all of it is annotated then."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from graph_extraction import FunctionNode, Obstacle, Symbol, SymbolKind
from typilus.rewriting import Slot, SourceAnnotator

__all__ = ["INCOMPLETE", "signature_objection"]

INCOMPLETE = "its signature would stay incomplete"


def signature_objection(annotator: SourceAnnotator, written: Iterable[Symbol]) -> Callable[[Symbol], str | None]:
    """Tells of each parameter and return why it is not annotated where some part of its signature stays without.

    Parts are the return and all parameters but a method's receiver, `*args` and `**kwargs` too; an annotation or type
    comment that is there counts.

    Args:
        annotator: Has read the file.
        written: The symbols that get an annotation.
    """
    slots = {annotator.slot(symbol) for symbol in written}
    lacking: dict[ast.AST, str] = {}
    for slot in annotator.slots:
        is_annotated = slot.annotation is not None or slot.commented or slot.obstacle == Obstacle.RECEIVER
        if isinstance(slot.statement, FunctionNode) and not is_annotated and slot not in slots:
            lacking.setdefault(slot.statement, _name(slot))

    def objection(symbol: Symbol) -> str | None:
        slot = annotator.slot(symbol)
        name = None if slot is None or slot.annotation is not None else lacking.get(slot.statement)
        return None if name is None else f"{INCOMPLETE}: nothing stands for {name}"

    return objection


def _name(slot: Slot) -> str:
    return f"{slot.name}()" if slot.kind is SymbolKind.RETURN else slot.name
