"""Calls of functions that hand an argument back: `first(a, b=None)` with `return a` gives what this call hands over."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from typilus.annotation_types import NONE
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.graph.dependency_graph import Semantics, SlotKey, SlotKind, TypeDependencyGraph
from typilus.static_inference.graph.input_uses import Handing
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet, join, type_set
from typilus.static_inference.operations.argument_binding import bind
from typilus.static_inference.operations.overloads import skipped

__all__ = ["returned_by_call"]

_MOST_STEPS = 20


def returned_by_call(
    semantics: Semantics, value: FunctionValue, slot: SlotKey, arguments: Sequence[TypeSet], keywords: Sequence[str]
) -> TypeSet | None:
    """Return the result of one call of a function, None if it hands none of its parameters back as they came.

    Args:
        semantics: Answers to the rule that asks.
        value: The function.
        slot: Slot of its return.
        arguments: Types of the arguments.
        keywords: Name of each argument, as `bind` takes them.
    """
    function, graph = value.definition, semantics.graph
    returned = [(number, _parameter(graph, function, number)) for number in graph.nodes[graph.slots[slot]].inputs]
    if all(name is None for _, name in returned):
        return None
    bindings = bind(function.node.args, keywords, skipped(value))
    if bindings is None or "*" in keywords or "**" in keywords:
        return None
    handed = {binding.parameter.arg: arguments[binding.argument] for binding in bindings}
    missing = dict.fromkeys(_none_by_default(function.node.args), type_set(NONE))
    results = []
    for number, name in returned:
        semantics.watch(number, reads_value=True)
        own = None if name is None else handed.get(name, missing.get(name))
        results.append(semantics.value(number) if own is None else own)
    return join(results)


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
