"""The lines of a file that are checked by a checker that skips the bodies of functions without annotations."""

from __future__ import annotations

import ast
from collections.abc import Collection

from graph_extraction import FunctionNode
from typilus.checking.diagnostics import Diagnostic

__all__ = ["visible_errors"]


def visible_errors(errors: Collection[Diagnostic], path: str, text: str) -> int:
    """Return how many errors of a file lie outside the bodies of functions without annotations.

    Args:
        errors: Errors of any files.
        path: Path of the file, as the errors name it.
        text: Text of the file. If it cannot be parsed, all lines count.
    """
    try:
        hidden = _hidden_lines(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError):
        hidden = set()
    return sum(error.path == path and error.line not in hidden for error in errors)


def _hidden_lines(tree: ast.Module) -> set[int]:
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, FunctionNode) and not _is_annotated(node))
    return {line for body in bodies for line in range(body[0].lineno, (body[-1].end_lineno or body[-1].lineno) + 1)}


def _is_annotated(node: FunctionNode) -> bool:
    arguments = node.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    return node.returns is not None or any(
        argument is not None and argument.annotation is not None for argument in every
    )
