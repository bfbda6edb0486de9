"""Returns that control flow decides: None of what hands no value back, NoReturn of what never ends.

The network never guesses either.
"""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode, SymbolKind
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import CONTROL_FLOW
from typilus.semantics import always_fails, hands_nothing_back, is_empty, loops_forever

__all__ = [
    "EMPTY",
    "ENDLESS",
    "FAILING",
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
FAILING = 0.9
"""Of a function that always raises an error or ends the program: 32 NoReturn, 39 None and 6 others in the corpus.
Either is right, and NoReturn says more to a type checker. Of a method that does more than that, which overrides may let
end: 49 None, 45 NoReturn and 3 others."""
LEFT_OPEN = 0.7
"""Of a method of a public class: what would override it elsewhere may return something else, and is not in sight."""


class ControlFlowRecommender:
    """Says None for the returns of functions that hand nothing back, and NoReturn for those of functions that fail."""

    sources = (CONTROL_FLOW,)
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        file = context.file
        answers: list[list[Recommendation]] = []
        for symbol in file.graph.symbols:
            function = file.semantics.function_of(symbol) if symbol.kind is SymbolKind.RETURN else None
            answer = None if function is None else _recommended(function.node, function.owner)
            answers.append([] if answer is None else [answer])
        return answers


def _recommended(function: FunctionNode, owner: ast.ClassDef | None) -> Recommendation | None:
    """Return the type that control flow shows, None without evidence."""
    type_, chance = "None", none_probability(function, owner)
    if chance is None and always_fails(function, owner):
        type_, chance = "typing.NoReturn" if owner is None else "None", FAILING
    return None if chance is None else Recommendation(type_, chance, CONTROL_FLOW.id, certain=True)


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
