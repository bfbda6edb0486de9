"""Annotations that the code itself proves wrong, whatever anybody recommends."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode, Symbol, SymbolKind, applied_name
from typilus.annotation_types import NONE, TypeExpression, canonicalise, rename, union_of
from typilus.errors import TypeExpressionError
from typilus.project import AnalysedFile
from typilus.recommenders import InferredFile
from typilus.semantics import hands_nothing_back, is_empty
from typilus.static_inference import Refutation

__all__ = ["Contradictions"]

# Calls that mostly do not come back: a function that ends with one hands nothing back because it never ends.
_ENDING = frozenset(
    {"abort", "assert_never", "die", "error", "exit", "_exit", "fail", "quit", "reraise", "skip", "throw"}
)
_FLOAT, _INT = TypeExpression("float"), TypeExpression("int")


class Contradictions:
    """What one file's code proves against its annotations.

    Args:
        file: with annotations.
        inferred: what follows from its code; None where nobody infers.
    """

    def __init__(self, file: AnalysedFile, inferred: InferredFile | None) -> None:
        self._file = file
        self._inferred = inferred

    def of(self, place: int) -> Refutation | None:
        """Why the annotation of one of the graph's symbols cannot be right; None where nothing proves that."""
        written = self._written(place)
        if self._inferred is None or written is None:
            return None
        found = self._inferred.refuted(place, written, self._is_silent(self._file.graph.symbols[place]))
        return self._whole_number(place, written) if found is None else found

    def _whole_number(self, place: int, written: TypeExpression) -> Refutation | None:
        """Of a float, that an operation takes integers alone, as `range` does."""
        assert self._inferred is not None
        whole = rename(written, lambda name: "int" if name == "float" else name)
        if _FLOAT not in (written, *written.arguments) or union_of([whole, NONE]) != union_of([_INT, NONE]):
            return None
        reason = self._inferred.misused(place, written)
        if reason is None or self._inferred.misused(place, whole) is not None:
            return None
        return Refutation(whole, f"as {written} it {reason}")

    def misuse(self, place: int) -> str | None:
        """An operation that does not take what a symbol is annotated with: no proof, as it may never be reached."""
        written = self._written(place)
        return None if self._inferred is None or written is None else self._inferred.misused(place, written)

    def _written(self, place: int) -> TypeExpression | None:
        annotation = self._file.graph.symbols[place].annotation
        try:
            return None if annotation is None else canonicalise(annotation, self._file.names)
        except TypeExpressionError:
            return None

    def _is_silent(self, symbol: Symbol) -> bool:
        """Whether no way through a function hands anything back, though its body does something."""
        found = self._file.semantics.function_of(symbol) if symbol.kind is SymbolKind.RETURN else None
        if found is None:
            return False
        function, owner = found.node, found.owner
        says_nothing = is_empty(function) or (owner is not None and isinstance(function.body[0], ast.Return))
        return not says_nothing and hands_nothing_back(function, owner, explicitly=True) and not _is_ended(function)


def _is_ended(function: FunctionNode) -> bool:
    """Whether its last statement is a call of something that is named as if it did not come back."""
    last = function.body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    if isinstance(call, ast.Await):
        call = call.value
    name = applied_name(call.func) if isinstance(call, ast.Call) else ""
    return name in _ENDING or (name or "").startswith(("raise_", "_raise"))
