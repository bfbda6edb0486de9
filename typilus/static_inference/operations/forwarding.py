"""The arguments that libraries hand on to functions as they are: `Thread(target=work, args=(1,))`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph_extraction import FunctionNode
from typilus.annotation_types import ARGUMENT_LIST, CALLABLE, ELLIPSIS, UNION, TypeExpression
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, Value
from typilus.static_inference.operations.argument_binding import bind_call
from typilus.static_inference.operations.construction import callables_of
from typilus.static_inference.operations.overloads import wanted_type
from typilus.static_inference.operations.partials import PARTIAL

__all__ = ["Forwarding", "forwarding_of"]

_UNPACKED = {"args": "*", "argument": "*", "kwargs": "**", "kwds": "**"}
"""How parameters are handed on that have all arguments of a function in one value."""


@dataclass(frozen=True, slots=True)
class Forwarding:
    """A function among the arguments of a call, and the arguments that it will be called with.

    Attributes:
        callbacks: Functions.
        arguments: Indices among the call's arguments.
        keywords: Name of each, as a call has them.
        are_elements: Whether the function is called with their elements, one after the other.
        may_lack: Whether further arguments may come with the call.
    """

    callbacks: tuple[FunctionValue, ...]
    arguments: tuple[int, ...]
    keywords: tuple[str, ...]
    are_elements: bool
    may_lack: bool = False


def forwarding_of(
    semantics: Semantics, value: Value, arguments: Sequence[TypeSet], keywords: tuple[str, ...]
) -> Forwarding | None:
    """Return what a library's function or class hands on to a function that is one of its arguments, if anything.

    Its stub says of that parameter only that it can be called, and has `*args`, or a parameter that is named so.

    Args:
        semantics: Answers questions about code.
        value: Called function, or class whose object is made.
        arguments: Types of the arguments.
        keywords: Name of each argument, "" for a positional one.
    """
    for function in callables_of(semantics, value):
        for node in function.definition.overloads if function.definition.module.is_stub else ():
            forwarding = _by_signature(semantics, function, node, arguments, keywords)
            if forwarding is not None:
                return replace(forwarding, may_lack=value == PARTIAL)
    return None


def _by_signature(
    semantics: Semantics,
    function: FunctionValue,
    node: FunctionNode | ast.Lambda,
    arguments: Sequence[TypeSet],
    keywords: tuple[str, ...],
) -> Forwarding | None:
    callbacks: tuple[FunctionValue, ...] = ()
    handed: list[tuple[int, str]] = []
    are_elements = False
    own = node.args
    for binding in bind_call(function, own, keywords) or ():
        wanted = wanted_type(semantics, function, binding.parameter)
        if binding.parameter in (own.vararg, own.kwarg):
            handed.append((binding.argument, keywords[binding.argument]))
            are_elements = are_elements or (wanted is not None and wanted.name == "collections.abc.Iterable")
        elif binding.parameter.arg in _UNPACKED and not binding.is_element:
            handed.append((binding.argument, _UNPACKED[binding.parameter.arg]))
        elif wanted is not None and not binding.is_element and _takes_any_arguments(wanted):
            values = arguments[binding.argument].ordered
            callbacks = tuple(one for one in values if isinstance(one, FunctionValue))
    if not callbacks or not handed:
        return None
    names = tuple(name for _, name in handed)
    return Forwarding(callbacks, tuple(one for one, _ in handed), names, are_elements)


def _takes_any_arguments(wanted: TypeExpression) -> bool:
    """Return whether a parameter wants something to call, perhaps, and does not say with what."""
    members = wanted.arguments if wanted.name == UNION else (wanted,)
    for member in members:
        if member.name == CALLABLE:
            first = member.arguments[0] if member.arguments else ELLIPSIS
            return first.name != ARGUMENT_LIST or any(one.name == "typing.Unpack" for one in first.arguments)
    return False
