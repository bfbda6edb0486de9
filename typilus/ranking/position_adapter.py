"""Adapt a recommended type to the position of its symbol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import parse_type
from typilus.errors import TypeExpressionError
from typilus.project import AnalyzedFile, LocalClasses
from typilus.ranking.correction import class_names
from typilus.recommenders import Recommendation

__all__ = ["PositionAdapter"]

SELF = "typing.Self"


class PositionAdapter:
    """One file's starred parameters and classes.

    The annotation of `**options` is the type of a value, and markers of `dict[str, X]` mean the whole; `Self` means
    nothing outside of a class, and a class of a function nothing outside of that.
    """

    def __init__(self, file: AnalyzedFile) -> None:
        self._classes = frozenset(file.names.definitions)
        self._semantics = file.semantics
        self._local_classes = LocalClasses(file)

    def adapt(self, symbol: Symbol, recommendations: Sequence[Recommendation]) -> list[Recommendation]:
        """The recommendations as they are meant at a symbol's place, without those that mean nothing there."""
        function = self._semantics.function_of(symbol) if symbol.kind is SymbolKind.PARAMETER else None
        whole = None if function is None else function.starred.get(symbol.name)
        inside = self._is_in_class(symbol)
        adapted = []
        for recommendation in recommendations:
            if SELF in recommendation.type and not inside:
                continue
            if whole is not None and recommendation.type.startswith(f"{whole}["):
                recommendation = replace(recommendation, type=_element(recommendation.type) or recommendation.type)
            adapted.append(recommendation)
        return self.without_unnameable(symbol, adapted)

    def without_unnameable(self, symbol: Symbol, recommendations: Sequence[Recommendation]) -> list[Recommendation]:
        """The recommendations without classes of functions that the symbol's annotation does not stand in."""
        hidden = self._local_classes.hidden_from(symbol)
        return [
            recommendation
            for recommendation in recommendations
            if not hidden or hidden.isdisjoint(class_names(recommendation.type))
        ]

    def _is_in_class(self, symbol: Symbol) -> bool:
        parts = symbol.scope.split(".")
        return any(".".join(parts[:count]) in self._classes for count in range(1, len(parts) + 1))


def _element(type_text: str) -> str | None:
    """`X` of `dict[str, X]` and of `tuple[X, ...]`."""
    try:
        whole = parse_type(type_text)
    except TypeExpressionError:  # X is a class of a function
        return None
    if whole.name == "dict" and len(whole.arguments) == 2 and str(whole.arguments[0]) == "str":
        return str(whole.arguments[1])
    if whole.name == "tuple" and len(whole.arguments) == 2 and whole.arguments[1].name == "...":
        return str(whole.arguments[0])
    return None
