"""A function as a file defines it: its owner, its parameters, and what it returns."""

from __future__ import annotations

import ast
from functools import cached_property

from graph_extraction import FunctionNode, last_name, parameters
from typilus.semantics.lexical_scopes import Scope, own_nodes

__all__ = ["DefinedFunction"]


class DefinedFunction:
    """One definition of a function.

    Args:
        node: The statement.
        scope: Its own block.
    """

    def __init__(self, node: FunctionNode, scope: Scope) -> None:
        self.node = node
        self.scope = scope

    @property
    def owner(self) -> ast.ClassDef | None:
        """The class whose method it is."""
        around = None if self.scope.parent is None else self.scope.parent.node
        return around if isinstance(around, ast.ClassDef) else None

    @property
    def qualified_name(self) -> str:
        """Python's own `__qualname__`."""
        return self.scope.qualified_name

    @property
    def is_async(self) -> bool:
        """True if a call makes a coroutine, or an asynchronous generator."""
        return isinstance(self.node, ast.AsyncFunctionDef)

    @cached_property
    def decorators(self) -> tuple[str, ...]:
        """The last names of its decorators, "" of those that are no names."""
        return tuple(map(last_name, self.node.decorator_list))

    @cached_property
    def parameters(self) -> tuple[tuple[ast.arg, ast.expr | None], ...]:
        """Its parameters in the order of the signature, each with its default."""
        return tuple(parameters(self.node.args))

    @property
    def starred(self) -> dict[str, str]:
        """The containers of the parameters behind `*` and `**`: tuple and dict."""
        arguments = (self.node.args.vararg, "tuple"), (self.node.args.kwarg, "dict")
        return {argument.arg: name for argument, name in arguments if argument is not None}

    @cached_property
    def returns(self) -> tuple[ast.Return, ...]:
        """Its own `return` statements."""
        return tuple(node for node in own_nodes(self.node) if isinstance(node, ast.Return))

    @cached_property
    def is_generator(self) -> bool:
        """True if it yields."""
        return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(self.node))
