"""The names, scopes and functions of one file's tree, each computed once, when it is first asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property, lru_cache

from graph_extraction import DefinitionNode, FunctionNode, SourceDocument, Symbol, SymbolKind, inner_statements
from typilus.semantics.bindings import Binding, bindings_of
from typilus.semantics.functions import DefinedFunction
from typilus.semantics.lexical_scopes import Scope

__all__ = ["SemanticIndex", "semantics_of", "semantics_of_text"]

_TEXTS = 4
"""So many texts that are no documents are kept: drafts of one file, and what their checkers say of them."""


class SemanticIndex:
    """Scopes, definitions and bindings of one file, and those of its symbols.

    Args:
        tree: Of the file.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.module = Scope(tree)

    @cached_property
    def _walk(self) -> tuple[list[tuple[ast.stmt, Scope]], dict[DefinitionNode, Scope]]:
        statements: list[tuple[ast.stmt, Scope]] = []
        scopes: dict[DefinitionNode, Scope] = {}
        pending: list[tuple[ast.stmt, Scope]] = [(node, self.module) for node in reversed(self.tree.body)]
        while pending:
            statement, scope = pending.pop()
            statements.append((statement, scope))
            if isinstance(statement, DefinitionNode):
                scope = scopes[statement] = Scope(statement, scope)
            pending.extend((inner, scope) for inner in reversed(inner_statements(statement)))
        return statements, scopes

    @property
    def statements(self) -> list[tuple[ast.stmt, Scope]]:
        """All statements in the order of the text, each with the scope that it stands in."""
        return self._walk[0]

    @property
    def scopes(self) -> dict[DefinitionNode, Scope]:
        """The blocks of all classes and functions, in the order of the text."""
        return self._walk[1]

    @cached_property
    def classes(self) -> tuple[ast.ClassDef, ...]:
        """All classes, in the order of the text."""
        return tuple(node for node in self.scopes if isinstance(node, ast.ClassDef))

    @cached_property
    def functions(self) -> tuple[DefinedFunction, ...]:
        """All functions, in the order of the text."""
        return tuple(
            DefinedFunction(node, scope) for node, scope in self.scopes.items() if isinstance(node, FunctionNode)
        )

    @cached_property
    def _functions_by_node(self) -> dict[DefinitionNode, DefinedFunction]:
        return {function.node: function for function in self.functions}

    def function(self, node: FunctionNode) -> DefinedFunction:
        """The definition of a function of this file, by its statement."""
        return self._functions_by_node[node]

    def methods_of(self, node: ast.ClassDef) -> list[DefinedFunction]:
        """The functions of a class's body, in the order of the text."""
        return [function for function in self.functions if function.owner is node]

    def function_around(self, line: int) -> DefinedFunction | None:
        """The innermost function around a line."""
        around = (function for function in self.functions if function.lines[0] <= line <= function.lines[1])
        return max(around, key=lambda function: function.lines, default=None)

    @cached_property
    def free_names(self) -> frozenset[str]:
        """Names that it reads and that no function or class around the place binds: they come from outside of them."""
        return frozenset(
            node.id
            for node, scope in self.scoped_nodes()
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not scope.hides(node.id)
        )

    def scoped_nodes(self) -> Iterator[tuple[ast.AST, Scope]]:
        """Every node with the block around it, in no order. The parts of a definition are in its own block."""
        pending: list[tuple[ast.AST, Scope]] = [(self.tree, self.module)]
        while pending:
            node, scope = pending.pop()
            yield node, scope
            inner = self.scopes[node] if isinstance(node, DefinitionNode) else scope
            pending.extend((child, inner) for child in ast.iter_child_nodes(node))

    @cached_property
    def bindings(self) -> dict[tuple[str, str], Binding]:
        """The values assigned to variables and attributes, by scope and name, as `Symbol` has them."""
        return bindings_of(self.statements)

    @cached_property
    def _functions(self) -> dict[tuple[int, str], DefinedFunction]:
        return {(function.node.lineno, function.node.name): function for function in self.functions}

    @cached_property
    def _parameters(self) -> dict[tuple[int, str], tuple[DefinedFunction, ast.expr | None]]:
        return {
            (parameter.lineno, parameter.arg): (function, default)
            for function in self.functions
            for parameter, default in function.parameters
        }

    def function_of(self, symbol: Symbol) -> DefinedFunction | None:
        """Return the function whose return or parameter a symbol is, None for other symbols."""
        position = symbol.line, symbol.name
        if symbol.kind is SymbolKind.RETURN:
            return self._functions.get(position)
        return self._parameters.get(position, (None,))[0] if symbol.kind is SymbolKind.PARAMETER else None

    def default_of(self, symbol: Symbol) -> ast.expr | None:
        """The default of the parameter that a symbol is."""
        if symbol.kind is not SymbolKind.PARAMETER or (symbol.line, symbol.name) not in self._parameters:
            return None
        return self._parameters[symbol.line, symbol.name][1]

    def binding_of(self, symbol: Symbol) -> Binding | None:
        """Return the values assigned to a variable or attribute."""
        if symbol.kind not in (SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE):
            return None
        return self.bindings.get((symbol.scope, symbol.name))


def semantics_of(document: SourceDocument) -> SemanticIndex:
    """The one index of a document, made when it is first asked for."""
    return document.derived(_index)


def _index(document: SourceDocument) -> SemanticIndex:
    return SemanticIndex(document.tree)


@lru_cache(maxsize=_TEXTS)
def semantics_of_text(text: str) -> SemanticIndex | None:
    """The index of a draft, None if it cannot be parsed."""
    try:
        return SemanticIndex(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError):
        return None
