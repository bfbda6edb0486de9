"""Annotations that the code itself proves wrong, whatever anybody recommends."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode, Symbol, SymbolKind, applied_name
from typilus.annotation_types import NONE, TypeExpression, canonicalize, rename, union_of
from typilus.errors import TypeExpressionError
from typilus.project import AnalyzedFile
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
    """The proofs of one file's code against its annotations.

    Args:
        file: File with annotations.
        inferred: Inference of its code, None without one.
    """

    def __init__(self, file: AnalyzedFile, inferred: InferredFile | None) -> None:
        self._file = file
        self._inferred = inferred

    def of(self, index: int) -> Refutation | None:
        """Return the reason why the annotation of one of the graph's symbols cannot be right, None without a proof."""
        written = self._written(index)
        if self._inferred is None or written is None:
            return None
        refutation = self._inferred.refuted(index, written, self._is_silent(self._file.graph.symbols[index]))
        return self._whole_number(index, written) if refutation is None else refutation

    def _whole_number(self, index: int, written: TypeExpression) -> Refutation | None:
        """Return an operation on a float that takes integers alone, as `range` does."""
        assert self._inferred is not None
        whole = rename(written, lambda name: "int" if name == "float" else name)
        if _FLOAT not in (written, *written.arguments) or union_of([whole, NONE]) != union_of([_INT, NONE]):
            return None
        reason = self._inferred.misused(index, written)
        if reason is None or self._inferred.misused(index, whole) is not None:
            return None
        return Refutation(whole, f"as {written} it {reason}")

    def misuse(self, index: int) -> str | None:
        """An operation that does not take what a symbol is annotated with: no proof, as it may never be reached."""
        written = self._written(index)
        return None if self._inferred is None or written is None else self._inferred.misused(index, written)

    def _written(self, index: int) -> TypeExpression | None:
        annotation = self._file.graph.symbols[index].annotation
        try:
            return None if annotation is None else canonicalize(annotation, self._file.names)
        except TypeExpressionError:
            return None

    def _is_silent(self, symbol: Symbol) -> bool:
        """Return whether no path through a function returns a value, though its body does something."""
        facts = self._file.semantics.function_of(symbol) if symbol.kind is SymbolKind.RETURN else None
        if facts is None:
            return False
        function, owner = facts.node, facts.owner
        says_nothing = is_empty(function) or (owner is not None and isinstance(function.body[0], ast.Return))
        return not says_nothing and hands_nothing_back(function, owner, explicitly=True) and not _is_ended(function)


def _is_ended(function: FunctionNode) -> bool:
    """Return whether its last statement is a call whose name suggests that it does not return."""
    last = function.body[-1]
    call = last.value if isinstance(last, ast.Expr) else None
    if isinstance(call, ast.Await):
        call = call.value
    name = applied_name(call.func) if isinstance(call, ast.Call) else ""
    return name in _ENDING or (name or "").startswith(("raise_", "_raise"))
