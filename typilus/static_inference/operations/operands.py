"""The arguments that operators, subscripts and comparisons hand to the methods of a project's classes."""

from __future__ import annotations

from collections.abc import Sequence

from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import TypeSet
from typilus.static_inference.operations.construction import method_of

__all__ = ["hand_operands"]


def hand_operands(semantics: Semantics, receivers: TypeSet, method: str, operands: Sequence[int]) -> None:
    """Let operands flow into the parameters of a method of the project's classes, which has no annotations.

    Args:
        semantics: Answers questions about code.
        receivers: Types of the object whose method is called.
        method: Its name: `__add__`, `__setitem__`.
        operands: Nodes of what it is called with.
    """
    for type_ in receivers.types:
        definition = semantics.classes.find(type_.name)
        if definition is None or definition.module.is_stub:
            continue
        function = method_of(semantics, type_, method)
        if function is not None and not function.definition.module.is_stub:
            own = function.definition.node.args
            parameters = [*own.posonlyargs, *own.args][function.skipped :]
            for operand, parameter in zip(operands, parameters, strict=False):
                semantics.argument(operand, function.definition, parameter.arg)
