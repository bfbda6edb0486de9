"""Type comments (PEP 484): the annotations of older code, as texts for the nodes they belong to."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graph_extraction.syntax.nodes import FunctionNode

__all__ = ["signature_annotations", "target_annotations"]


def signature_annotations(
    node: FunctionNode, parameters: list[ast.arg], is_method: bool
) -> Iterator[tuple[ast.AST, str]]:
    """Yield the function with its return type, and parameters with theirs, from a comment: `(int, *str) -> bool`.

    A comment that cannot be read, or does not fit the parameters, annotates nothing.
    """
    comment = (node.type_comment or "").strip()
    if not comment:
        return
    try:
        tree = ast.parse(comment, mode="func_type")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    yield node, _text(tree.returns)
    texts = [_text(argument) for argument in tree.argtypes]
    if texts == ["..."]:
        return
    if is_method and len(texts) == len(parameters) - 1:
        parameters = parameters[1:]  # PEP 484: the receiver may be left out
    if len(texts) == len(parameters):
        yield from zip(parameters, texts, strict=True)


def target_annotations(target: ast.expr, comment: str | None) -> Iterator[tuple[ast.AST, str]]:
    """Names and attributes of a target and their texts by the comment, `int` or, for a tuple, `int, str`."""
    comment = (comment or "").strip()
    if not comment:
        return
    try:
        annotation = ast.parse(comment, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    pending: list[tuple[ast.expr, ast.expr]] = [(target, annotation)]
    while pending:
        target, annotation = pending.pop()
        if isinstance(target, (ast.Name, ast.Attribute)):
            yield target, _text(annotation)
        elif (
            isinstance(target, (ast.Tuple, ast.List))
            and isinstance(annotation, ast.Tuple)
            and len(target.elts) == len(annotation.elts)
        ):
            pending.extend(zip(target.elts, annotation.elts, strict=True))


def _text(annotation: ast.expr) -> str:
    return ast.unparse(annotation)
