"""Which lines of a file a checker looks into that passes over the bodies of functions without annotations."""

from __future__ import annotations

import ast
from collections.abc import Collection

from typilus.checking.diagnostics import Diagnostic

__all__ = ["visible_errors"]

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def visible_errors(errors: Collection[Diagnostic], path: str, text: str) -> int:
    """How many errors of a file are not in the body of a function without annotations, or of one inside such a body.

    Args:
        errors: of any files.
        path: of the file, as the errors name it.
        text: the file's; of one that cannot be parsed all lines are visible.
    """
    try:
        hidden = _hidden_lines(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError):
        hidden = set()
    return sum(error.path == path and error.line not in hidden for error in errors)


def _hidden_lines(tree: ast.Module) -> set[int]:
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, _Function) and not _is_annotated(node))
    return {line for body in bodies for line in range(body[0].lineno, (body[-1].end_lineno or body[-1].lineno) + 1)}


def _is_annotated(node: _Function) -> bool:
    arguments = node.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    return node.returns is not None or any(each is not None and each.annotation is not None for each in every)
