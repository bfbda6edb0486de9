"""Functions whose first arguments, or some named ones, are bound before they are called: `partial(send, "mail")`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, Value, class_object, type_set

__all__ = ["PARTIAL", "PARTIAL_CLASS", "partial_functions"]

PARTIAL_CLASS: Final = "functools.partial"
PARTIAL: Final = class_object(TypeExpression(PARTIAL_CLASS))


def partial_functions(value: Value, arguments: Sequence[TypeSet], keywords: tuple[str, ...]) -> TypeSet | None:
    """Return the functions that `partial` binds arguments of, None if the call does something else.

    They are functions still, and no objects of the class `partial`, so that what they are called with reaches their
    parameters from wherever they are kept, and their type is the `Callable` that people write.

    Args:
        value: Called function or class.
        arguments: Types of the arguments.
        keywords: Name of each argument, "" for a positional one.
    """
    if value != PARTIAL or not arguments or "*" in keywords or "**" in keywords or keywords[0] != "":
        return None
    functions = [one for one in arguments[0].alternatives if isinstance(one, FunctionValue)]
    if len(functions) < len(arguments[0].alternatives) or not functions:
        return None
    count, names = keywords.count("") - 1, frozenset(filter(None, keywords))
    bound = (replace(one, taken=one.taken + count, named=one.named | names) for one in functions)
    return type_set(*bound, is_open=arguments[0].is_open)
