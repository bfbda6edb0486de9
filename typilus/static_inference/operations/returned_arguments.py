"""Calls of functions that hand back an argument, or what it returns: `run(function)` with `return function()`.

Each call of such a function has a result of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typilus.annotation_types import NONE
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.graph.dependency_graph import Semantics, SlotKey, SlotKind, TypeDependencyGraph
from typilus.static_inference.graph.input_uses import Handing, UseKind
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, join, type_set
from typilus.static_inference.operations.argument_binding import bind_call

__all__ = ["returned_by_call"]

_MOST_STEPS = 20


def returned_by_call(
    semantics: Semantics, value: FunctionValue, slot: SlotKey, arguments: Sequence[TypeSet], keywords: Sequence[str]
) -> TypeSet | None:
    """Return the result of one call of a function, None if it hands back none of its parameters as they came.

    Args:
        semantics: Answers to the rule that asks.
        value: The function.
        slot: Slot of its return.
        arguments: Types of the arguments.
        keywords: Name of each argument, as `bind` takes them.
    """
    function, graph = value.definition, semantics.graph
    returned = [_Returned.of(graph, function, number) for number in graph.nodes[graph.slots[slot]].inputs]
    if all(result.parameter is None for result in returned) or "*" in keywords or "**" in keywords:
        return None
    bindings = bind_call(value, function.node.args, keywords)
    if bindings is None:
        return None
    handed = dict.fromkeys(_none_by_default(function.node.args), type_set(NONE))
    handed |= {binding.parameter.arg: arguments[binding.argument] for binding in bindings}
    results = []
    for result in returned:
        semantics.watch(result.number, reads_value=True)
        own = None if result.parameter is None else handed.get(result.parameter)
        if own is not None and result.is_called:
            own = _result(semantics, own)
        results.append(semantics.value(result.number) if own is None else own)
    return join(results)


@dataclass(frozen=True, slots=True)
class _Returned:
    """A value that a function returns.

    Attributes:
        number: Its node.
        parameter: The parameter that it is as the call gave it, None for other values.
        is_called: Whether it is what the parameter returns when it is called.
    """

    number: int
    parameter: str | None
    is_called: bool

    @classmethod
    def of(cls, graph: TypeDependencyGraph, function: FunctionDefinition, number: int) -> _Returned:
        """The node of a returned value with what it is to the function."""
        node = graph.nodes[number]
        is_called = node.key is None and node.rule.uses.of(0) is UseKind.CALL
        return cls(number, _parameter(graph, function, node.inputs[0] if is_called else number), is_called)


def _result(semantics: Semantics, callee: TypeSet) -> TypeSet | None:
    """The results of some functions whatever they are given, None where something else may be called."""
    functions = [value for value in callee.ordered if isinstance(value, FunctionValue)]
    if callee.is_open or not functions or len(functions) < len(callee.alternatives):
        return None
    return join([semantics.result(value) for value in functions])


def _parameter(graph: TypeDependencyGraph, function: FunctionDefinition, number: int) -> str | None:
    """The parameter whose value a node has as the call gave it, None for other nodes."""
    for _ in range(_MOST_STEPS):
        node = graph.nodes[number]
        if node.key is not None:
            is_own = node.key[:3] == (SlotKind.NAME, function.module.name, function.scope)
            return node.key.name if is_own and node.key.name in function.own_parameters else None
        if node.rule.uses.handing is not Handing.SAME or len(node.inputs) != 1:
            return None
        number = node.inputs[0]
    return None


def _none_by_default(signature: ast.arguments) -> Iterator[str]:
    positional = [*signature.posonlyargs, *signature.args]
    defaults = [
        *zip(reversed(positional), reversed(signature.defaults), strict=False),
        *zip(signature.kwonlyargs, signature.kw_defaults, strict=True),
    ]
    for argument, default in defaults:
        if isinstance(default, ast.Constant) and default.value is None:
            yield argument.arg
