"""Functions and annotations as stubs have them."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from typilus.rewriting.field_classes import last_name
from typilus.rewriting.scopes import Function, own_nodes

__all__ = ["annotation", "signature"]


def annotation(node: ast.expr) -> ast.expr:
    """An annotation without quotes, which no stub needs."""
    written = _Unquoter().visit(node)
    assert isinstance(written, ast.expr)
    return written


class _Unquoter(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, str):
            return node
        try:
            return annotation(ast.parse(node.value.strip(), mode="eval").body)
        except (SyntaxError, ValueError, RecursionError):
            return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if last_name(node.value) not in ("Literal", "Annotated"):  # there a string is a string
            self.generic_visit(node)
        return node


def signature(node: Function, decorators: Sequence[ast.expr]) -> Function:
    """A function with `...` for its body and defaults.

    An asynchronous generator is a plain function there: without its `yield` an `async def` would give a coroutine.
    """
    arguments = node.args
    for argument in _arguments(arguments):
        if argument.annotation is not None:
            argument.annotation = annotation(argument.annotation)
    arguments.defaults = [ast.Constant(...) for _ in arguments.defaults]
    arguments.kw_defaults = [default and ast.Constant(...) for default in arguments.kw_defaults]
    is_generator = any(isinstance(each, ast.Yield) for each in own_nodes(node))
    kind = ast.FunctionDef if is_generator else type(node)
    written = kind(node.name, arguments, [ast.Expr(ast.Constant(...))], list(decorators), None)
    written.returns = None if node.returns is None else annotation(node.returns)
    if getattr(node, "type_params", None):  # PEP 695, from Python 3.12 on
        setattr(written, "type_params", getattr(node, "type_params"))  # noqa: B009, B010
    return written


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return [argument for argument in every if argument is not None]
