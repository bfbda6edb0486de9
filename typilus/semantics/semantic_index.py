"""The names, scopes and functions of one file's tree, each computed once, when it is first asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cached_property

from graph_extraction import DefinitionNode, FunctionNode, Symbol, SymbolKind
from typilus.semantics.bindings import Binding, bindings_of
from typilus.semantics.functions import DefinedFunction
from typilus.semantics.lexical_scopes import Scope

__all__ = ["SemanticIndex"]


class SemanticIndex:
    """Scopes, definitions and bindings of one file, and those of its symbols.

    Args:
        tree: Of the file.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope(tree)

    @cached_property
    def _walk(self) -> tuple[list[tuple[ast.stmt, Scope]], dict[DefinitionNode, Scope]]:
        statements: list[tuple[ast.stmt, Scope]] = []
        scopes: dict[DefinitionNode, Scope] = {}
        pending: list[tuple[ast.AST, Scope]] = [(self.module.node, self.module)]
        while pending:
            node, scope = pending.pop()
            if isinstance(node, ast.stmt):
                statements.append((node, scope))
                if isinstance(node, DefinitionNode):
                    scope = scopes[node] = Scope(node, scope)
            pending.extend((child, scope) for child in reversed(list(_inner_statements(node))))
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


def _inner_statements(node: ast.AST) -> Iterable[ast.AST]:
    """Statements directly inside a node, and what holds more of them: handlers and cases."""
    return (
        child
        for child in ast.iter_child_nodes(node)
        if isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)
    )
