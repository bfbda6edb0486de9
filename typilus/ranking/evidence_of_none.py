"""Where the code shows that a symbol may be None: a default, an assignment, a return."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from graph_extraction import FunctionNode, Symbol, SymbolKind
from typilus.project import AnalysedFile
from typilus.recommenders import defaults_of
from typilus.semantics import bindings_of

__all__ = ["NoneEvidence"]

_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


class NoneEvidence:
    """What one file tells of each symbol, beside types: `has_default`, `none`, `yields`, `is_async`, `returns`."""

    def __init__(self, file: AnalysedFile) -> None:
        tree = file.document.tree
        self._defaults = defaults_of(tree)
        self._bindings = bindings_of(tree)
        self._functions = {
            (node.lineno, node.name): _told_by(node) for node in ast.walk(tree) if isinstance(node, FunctionNode)
        }

    def of(self, symbol: Symbol) -> dict[str, float]:
        """What is true of a symbol, each 1."""
        if symbol.kind is SymbolKind.RETURN:
            return dict.fromkeys(self._functions.get((symbol.line, symbol.name), ()), 1.0)
        if symbol.kind is SymbolKind.PARAMETER:
            default = self._defaults.get((symbol.line, symbol.name))
            return {} if default is None else {"has_default": 1.0, **({"none": 1.0} if _is_none(default) else {})}
        binding = self._bindings.get((symbol.scope, symbol.name))
        if binding is None:
            return {}
        found = {"none": 1.0} if any(map(_is_none, binding.values)) else {}
        return found | ({"assigned": 1.0} if binding.complete else {})


def _told_by(function: FunctionNode) -> Sequence[str]:
    found: set[str] = set()
    if isinstance(function, ast.AsyncFunctionDef):
        found.add("is_async")
    for node in _inside(function.body):
        if isinstance(node, ast.Yield | ast.YieldFrom):
            found.add("yields")
        elif isinstance(node, ast.Return):
            found.add("none" if node.value is None or _is_none(node.value) else "returns")
            if isinstance(node.value, ast.IfExp) and (_is_none(node.value.body) or _is_none(node.value.orelse)):
                found.add("none")
    for decorator in function.decorator_list:
        name = getattr(decorator, "id", getattr(decorator, "attr", ""))
        if "property" in name:
            found.add("is_property")
    return sorted(found)


def _inside(body: Sequence[ast.AST]) -> Iterator[ast.AST]:
    """What belongs to a function itself."""
    pending = list(body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _INNER):
            pending.extend(ast.iter_child_nodes(node))


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
