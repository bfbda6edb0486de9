"""Children of syntax nodes in the order of the source text, where that is not the order of `ast`'s fields."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import Any

__all__ = ["CHILDREN", "arguments_of_call", "formatted_expressions", "other_children", "parameters"]

Children = Sequence["ast.AST | None"]


def _position(node: Any) -> tuple[int, int]:
    return node.lineno, node.col_offset


def arguments_of_call(positional: list[ast.expr], keywords: list[ast.keyword]) -> list[ast.AST]:
    """Return the positional and keyword arguments of a call or class definition, where `*args` may follow keywords."""
    if not keywords:
        return list(positional)
    arguments: list[ast.AST] = [*positional, *keywords]
    if positional and _position(positional[-1]) > _position(keywords[0]):
        arguments.sort(key=_position)
    return arguments


def parameters(arguments: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """Parameters, each with its default, in the order of the signature."""
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    for index, parameter in enumerate(positional):
        yield parameter, arguments.defaults[index - required] if index >= required else None
    if arguments.vararg is not None:
        yield arguments.vararg, None
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    if arguments.kwarg is not None:
        yield arguments.kwarg, None


def formatted_expressions(joined: ast.JoinedStr) -> list[ast.expr]:
    """Yield the expressions inside an f-string, including those in format specifications, without its literal text."""
    expressions: list[ast.expr] = []
    pending: list[ast.expr] = list(reversed(joined.values))
    while pending:
        part = pending.pop()
        if isinstance(part, ast.JoinedStr):
            pending.extend(reversed(part.values))
        elif not isinstance(part, ast.Constant):  # FormattedValue, or PEP 750's Interpolation
            interpolation: Any = part
            expressions.append(interpolation.value)
            if interpolation.format_spec is not None:
                pending.append(interpolation.format_spec)
    return expressions


def other_children(node: ast.AST) -> list[ast.AST]:
    """Children in the order of the fields, of a class of nodes that no table names."""
    children: list[ast.AST] = []
    for field in node._fields:
        value = getattr(node, field, None)
        children.extend(
            child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.expr | ast.stmt)
        )
    return children


def _interleaved(first: Sequence[ast.AST | None], second: Sequence[ast.AST | None]) -> list[ast.AST | None]:
    return [node for pair in zip(first, second, strict=True) for node in pair]


def _none(_: Any) -> Children:
    return ()


CHILDREN: dict[type, Callable[[Any], Children]] = {
    ast.Assert: lambda node: (node.test, node.msg),
    ast.Attribute: lambda node: (node.value,),
    ast.Await: lambda node: (node.value,),
    ast.BinOp: lambda node: (node.left, node.right),
    ast.BoolOp: lambda node: node.values,
    ast.Compare: lambda node: (node.left, *node.comparators),
    ast.Constant: _none,
    ast.Delete: lambda node: node.targets,
    ast.Dict: lambda node: _interleaved(node.keys, node.values),
    ast.IfExp: lambda node: (node.body, node.test, node.orelse),
    ast.Import: lambda node: node.names,
    ast.ImportFrom: lambda node: node.names,
    ast.List: lambda node: node.elts,
    ast.MatchClass: lambda node: (node.cls, *node.patterns, *node.kwd_patterns),
    ast.MatchOr: lambda node: node.patterns,
    ast.MatchSequence: lambda node: node.patterns,
    ast.Raise: lambda node: (node.exc, node.cause),
    ast.Set: lambda node: node.elts,
    ast.Slice: lambda node: (node.lower, node.upper, node.step),
    ast.Starred: lambda node: (node.value,),
    ast.Subscript: lambda node: (node.value, node.slice),
    ast.Tuple: lambda node: node.elts,
    ast.UnaryOp: lambda node: (node.operand,),
    ast.keyword: lambda node: (node.value,),
}
"""Children of the classes that need no more than their order; None stands for one that is absent."""
