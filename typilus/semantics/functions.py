"""A function as a file defines it: its owner, its parameters, and what it returns."""

from __future__ import annotations

import ast
from functools import cached_property

from graph_extraction import FunctionNode, applied_name, last_name, parameters
from typilus.semantics.lexical_scopes import Scope, own_nodes

__all__ = [
    "IMPLICIT_CLASS_METHODS",
    "DefinedFunction",
    "default_of",
    "is_generator",
    "is_overload",
    "takes_sent_values",
]

IMPLICIT_CLASS_METHODS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
"""Methods that get a class without being told to."""


def is_generator(function: FunctionNode | ast.Lambda) -> bool:
    """Return whether a call makes a generator."""
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))


def takes_sent_values(function: FunctionNode | ast.Lambda) -> bool:
    """Return whether it is a generator that uses what comes back from a `yield`."""
    nodes = list(own_nodes(function))
    idle = {node.value for node in nodes if isinstance(node, ast.Expr)}
    return any(isinstance(node, ast.Yield) and node not in idle for node in nodes)


def default_of(arguments: ast.arguments, name: str) -> ast.expr | None:
    """Return the default of a parameter, None without one."""
    positional = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    defaults = dict(zip(reversed(positional), reversed(arguments.defaults), strict=False))
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return {**defaults, **{argument.arg: default for argument, default in named if default is not None}}.get(name)


def is_overload(function: FunctionNode) -> bool:
    """Return whether it declares one signature of several."""
    return any(applied_name(decorator) == "overload" for decorator in function.decorator_list)


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
        return is_generator(self.node)

    @property
    def is_overload(self) -> bool:
        """True if it declares one signature of several."""
        return is_overload(self.node)

    @property
    def is_class_method(self) -> bool:
        """True if its receiver, if it has one, is a class."""
        names = map(applied_name, self.node.decorator_list)
        return self.node.name in IMPLICIT_CLASS_METHODS or "classmethod" in names

    @property
    def is_annotated(self) -> bool:
        """True if any part of its signature is annotated."""
        return self.node.returns is not None or any(argument.annotation is not None for argument, _ in self.parameters)

    @property
    def lines(self) -> tuple[int, int]:
        """Its first line, decorators apart, and its last."""
        return self.node.lineno, self.node.end_lineno or self.node.lineno
