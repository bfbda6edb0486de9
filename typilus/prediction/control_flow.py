"""Returns that control flow decides: what hands no value back returns None. The network never guesses None."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from graph_extraction.graph import SymbolKind
from typilus.prediction.reading import ReadFile
from typilus.prediction.recommender import Recommendation

__all__ = ["CONTROL_FLOW", "ControlFlowRecommender", "none_probability"]

CONTROL_FLOW = "control-flow"
# How often authors who annotate such a function write None (18,000 and 2,200 functions of installed packages): what
# is left are overridden hooks, where the base class's type counts, and NoReturn hidden in a call.
SILENT = 0.99
EMPTY = 0.9

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_NO_CLAIM = frozenset({"overload", "property", "cached_property", "abstractproperty"})


class ControlFlowRecommender:
    """Says None for the returns of functions that hand nothing back."""

    def recommend(self, files: Sequence[ReadFile]) -> list[list[list[Recommendation]]]:
        """See `Recommender.recommend`."""
        return [self._recommend(file) for file in files]

    def _recommend(self, file: ReadFile) -> list[list[Recommendation]]:
        found = {
            (node.lineno, node.name): none_probability(node, owner) for node, owner in _functions(file.source.tree)
        }
        answers: list[list[Recommendation]] = []
        for symbol in file.graph.symbols:
            chance = found.get((symbol.line, symbol.name)) if symbol.kind is SymbolKind.RETURN else None
            answers.append([Recommendation("None", chance, CONTROL_FLOW, certain=True)] if chance else [])
        return answers


def none_probability(function: _Function, owner: ast.ClassDef | None = None) -> float | None:
    """How probable it is that a function's return is None, or None where its control flow says nothing.

    It says nothing of a generator, of a function with an explicit `return VALUE` (None included: who writes
    `return None` has another return type in mind), of one that never ends normally (it raises, or loops for ever), of
    a stub (`...` or only a docstring), of abstract methods, overloads, properties, and of methods of a `Protocol`.
    """
    if any(
        _last_name(node) in _NO_CLAIM or _last_name(node).startswith("abstract") for node in function.decorator_list
    ):
        return None
    if owner is not None and any(_last_name(base) == "Protocol" for base in owner.bases):
        return None
    statements = [node for node in function.body if not _is_remark(node)]
    if not statements:
        return None
    bare_return = False
    for node in _own_nodes(function.body):
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return None
        if isinstance(node, ast.Return):
            if node.value is not None:
                return None
            bare_return = True
    if not bare_return and not _completes(function.body):
        return None
    return EMPTY if all(isinstance(node, ast.Pass) for node in statements) else SILENT


def _functions(tree: ast.Module) -> Iterator[tuple[_Function, ast.ClassDef | None]]:
    """All functions, each with the class whose method it is."""
    pending: list[tuple[ast.AST, ast.ClassDef | None]] = [(tree, None)]
    while pending:
        node, owner = pending.pop()
        if isinstance(node, _Function):
            yield node, owner
            owner = None
        elif isinstance(node, ast.ClassDef):
            owner = node
        elif isinstance(node, ast.expr):
            continue
        pending.extend((child, owner) for child in ast.iter_child_nodes(node))


def _own_nodes(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a function's own scope."""
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _OWN_SCOPE):
            pending.extend(ast.iter_child_nodes(node))


def _completes(body: Sequence[ast.stmt]) -> bool:
    """Whether control can reach the end of a block; in doubt it can."""
    return all(_passes(node) for node in body)


def _passes(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break):
        return False
    if isinstance(node, ast.If):
        return _completes(node.body) or _completes(node.orelse)
    if isinstance(node, ast.While):
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        return not endless or _breaks(node)
    if isinstance(node, ast.Try):
        if not _completes(node.finalbody):
            return False
        return _completes([*node.body, *node.orelse]) or any(_completes(handler.body) for handler in node.handlers)
    return True


def _breaks(loop: ast.While) -> bool:
    """Whether a `break` leaves this very loop."""
    pending: list[ast.AST] = list(loop.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Break):
            return True
        if isinstance(node, _LOOPS):
            pending.extend(node.orelse)
        elif not isinstance(node, _OWN_SCOPE):
            pending.extend(ast.iter_child_nodes(node))
    return False


def _is_remark(node: ast.stmt) -> bool:
    """A docstring or `...`."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _last_name(node: ast.expr) -> str:
    """`abstractmethod` of `abc.abstractmethod`, `Protocol` of `Protocol[T]`, `lru_cache` of `lru_cache(1)`."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
