"""Returns that control flow decides: None of what hands no value back, NoReturn of what never ends.

The network never guesses either.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import MappingProxyType

from graph_extraction import FunctionNode, SymbolKind
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import CONTROL_FLOW
from typilus.semantics import always_fails, hands_nothing_back, is_empty, loops_forever

__all__ = [
    "EMPTY",
    "ENDLESS",
    "FAILING",
    "FAILING_METHOD",
    "LEFT_OPEN",
    "SILENT",
    "ControlFlowRecommender",
    "none_probability",
]

# How often authors who annotate such a function write None (18,000 and 2,200 functions of installed packages): what
# is left are overridden hooks, where the base class's type counts, and NoReturn hidden in a call.
SILENT = 0.99
EMPTY = 0.9
ENDLESS = 0.9
"""Of a function that never returns: 28 of 30 in the corpus, the others NoReturn."""
FAILING = MappingProxyType({"typing.NoReturn": 0.46, "None": 0.44})
"""Of a function that always raises an error or ends the program: 32 NoReturn, 39 None and 6 others in the corpus, with
what type checkers go by first."""
FAILING_METHOD = MappingProxyType({"None": 0.48, "typing.NoReturn": 0.46})
"""Of such a method, which overrides may let end: 49 None, 45 NoReturn and 3 others."""
LEFT_OPEN = 0.7
"""Of a method of a public class: what would override it elsewhere may return something else, and is not in sight."""


class ControlFlowRecommender:
    """Says None for the returns of functions that hand nothing back, and NoReturn or None for those that never end."""

    sources = (CONTROL_FLOW,)
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        file = context.file
        answers: list[list[Recommendation]] = []
        for symbol in file.graph.symbols:
            function = file.semantics.function_of(symbol) if symbol.kind is SymbolKind.RETURN else None
            chances = {} if function is None else _chances(function.node, function.owner)
            answers.append(
                [Recommendation(type_, chance, CONTROL_FLOW.id, certain=True) for type_, chance in chances.items()]
            )
        return answers


def _chances(function: FunctionNode, owner: ast.ClassDef | None) -> Mapping[str, float]:
    """Return the probabilities of the types that control flow shows, none without evidence."""
    none = none_probability(function, owner)
    if none is not None:
        return {"None": none}
    if not always_fails(function, owner):
        return {}
    return FAILING if owner is None else FAILING_METHOD


def none_probability(function: FunctionNode, owner: ast.ClassDef | None = None) -> float | None:
    """Return the probability that a function returns None, or None without evidence from its control flow."""
    if loops_forever(function, owner):
        return ENDLESS
    if not hands_nothing_back(function, owner):
        return None
    if owner is not None and _is_left_open(function) and not owner.name.startswith("_"):
        return LEFT_OPEN
    return EMPTY if is_empty(function) else SILENT


def _is_left_open(function: FunctionNode) -> bool:
    """Return whether a method's body is `pass` or `return` alone, for subclasses to replace."""
    is_special = function.name.startswith("__") and function.name.endswith("__")
    without_return = [node for node in function.body if not isinstance(node, ast.Return) or node.value is not None]
    return not is_special and all(
        isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in without_return
    )
