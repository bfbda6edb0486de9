"""Facts of a symbol that the code shows: a default, None among its values, how its function returns."""

from __future__ import annotations

import ast

from graph_extraction import Symbol, SymbolKind
from typilus.project import AnalyzedFile
from typilus.semantics import DefinedFunction, is_none

__all__ = ["SymbolFacts"]


class SymbolFacts:
    """The facts that one file's code shows about each symbol, beside types.

    Of a parameter `has_default`, of a variable or attribute `assigned` (nothing else binds it), of a return
    `returns` (a value), `yields`, `is_async` and `is_property`; of any of them `none`.
    """

    def __init__(self, file: AnalyzedFile) -> None:
        self._semantics = file.semantics

    def of(self, symbol: Symbol) -> dict[str, float]:
        """The facts of a symbol, each 1."""
        if symbol.kind is SymbolKind.RETURN:
            function = self._semantics.function_of(symbol)
            return {} if function is None else dict.fromkeys(sorted(_facts_of_return(function)), 1.0)
        if symbol.kind is SymbolKind.PARAMETER:
            default = self._semantics.default_of(symbol)
            return {} if default is None else {"has_default": 1.0, **({"none": 1.0} if is_none(default) else {})}
        binding = self._semantics.binding_of(symbol)
        if binding is None:
            return {}
        facts = {"none": 1.0} if any(map(is_none, binding.values)) else {}
        return facts | ({"assigned": 1.0} if binding.complete else {})


def _facts_of_return(function: DefinedFunction) -> set[str]:
    facts: set[str] = set()
    for node in function.returns:
        facts.add("none" if node.value is None or is_none(node.value) else "returns")
        if isinstance(node.value, ast.IfExp) and (is_none(node.value.body) or is_none(node.value.orelse)):
            facts.add("none")
    if function.is_async:
        facts.add("is_async")
    if function.is_generator:
        facts.add("yields")
    if any("property" in name for name in function.decorators):
        facts.add("is_property")
    return facts
