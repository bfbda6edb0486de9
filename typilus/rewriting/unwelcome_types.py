"""The types that are unwelcome in a signature, or impossible in an old Python."""

from __future__ import annotations

from typilus.annotation_types import LITERAL, UNION, TypeExpression, names_in, parts_of
from typilus.rewriting.edits import RewriteOptions

__all__ = ["nesting", "refusal"]

_SINCE = {
    "typing.Literal": (3, 8),
    "typing.Protocol": (3, 8),
    "typing.SupportsIndex": (3, 8),
    "typing.Annotated": (3, 9),
    "typing.Concatenate": (3, 10),
    "typing.TypeGuard": (3, 10),
    "typing.LiteralString": (3, 11),
    "typing.Self": (3, 11),
    "typing.Unpack": (3, 11),
    "typing.TypeIs": (3, 13),
    "collections.abc.Buffer": (3, 12),
    "ExceptionGroup": (3, 11),
    "BaseExceptionGroup": (3, 11),
    "EncodingWarning": (3, 10),
}


def refusal(expression: TypeExpression, options: RewriteOptions) -> str | None:
    """Return the reason, in words, why a type is not written, None if it may be."""
    for name in names_in(expression):
        since = _SINCE.get(name)
        if since is not None and since > options.python:
            return f"{name} needs Python {since[0]}.{since[1]}"
        if any(part == "<locals>" or part[:2] == "__" for part in name.split(".")):
            return f"{name} cannot be named outside of where it is defined"
    return None if options.by_hand else _too_large(expression, options)


def _too_large(expression: TypeExpression, options: RewriteOptions) -> str | None:
    largest = max((len(part.arguments) for part in parts_of(expression) if part.name == UNION), default=0)
    if largest > options.union_size:
        return f"a union of {largest} types; the limit is {options.union_size}"
    depth = nesting(expression)
    if depth > options.nesting:
        return f"nested {depth} deep; the limit is {options.nesting}"
    return None


def nesting(expression: TypeExpression) -> int:
    """Return the depth of a type: `int` 0, `list[int]` 1. Unions, Literals and parameter lists add nothing."""
    deepest, pending = 0, [(expression, 0)]
    while pending:
        part, depth = pending.pop()
        deeper = depth + (bool(part.arguments) and part.name not in (UNION, "[]", LITERAL))
        deepest = max(deepest, deeper)
        pending.extend((argument, deeper) for argument in part.arguments)
    return deepest
