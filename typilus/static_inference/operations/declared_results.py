"""The bodies of functions that declare what they return, where they tell more than their declarations."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction import FunctionNode
from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.module_text import FunctionDefinition, parameters
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import TypeSet

__all__ = ["read_body"]


def read_body(
    semantics: Semantics, function: FunctionDefinition, declared: TypeExpression, arguments: Sequence[TypeSet]
) -> None:
    """Add the body of a project's function that makes or takes objects of which no declaration tells all.

    `def read(line) -> Record: return Record(line.split())` says by its body what a record has, and `def fill(till) ->
    None: till.put(1)` what is put into a till.

    Args:
        semantics: Answers questions about code.
        function: Function that declares what it returns.
        declared: What that is.
        arguments: Types of the arguments of a call.
    """
    if not semantics.program.modules.is_foreign(function.module) and (
        _holds_undeclared(semantics, declared)
        or any(_takes_undeclared(semantics, type_) for argument in arguments for type_ in argument.types)
    ):
        semantics.program.returned(function)


def _takes_undeclared(semantics: Semantics, type_: TypeExpression) -> bool:
    """Return whether a class of the project, or one in a container, has a method with an open parameter."""
    definition = semantics.classes.find(type_.name)
    if definition is not None and not semantics.program.modules.is_foreign(definition.module):
        return any(_leaves_open(method.node) for method in definition.methods)
    return any(_takes_undeclared(semantics, argument) for argument in type_.arguments)


def _holds_undeclared(semantics: Semantics, type_: TypeExpression) -> bool:
    definition = semantics.classes.find(type_.name)
    if definition is not None and not semantics.program.modules.is_foreign(definition.module):
        constructor = semantics.classes.member(type_, "__init__")
        if constructor is not None and any(map(_leaves_open, constructor.statements)):
            return True
    return any(_holds_undeclared(semantics, argument) for argument in type_.arguments)


def _leaves_open(statement: ast.AST) -> bool:
    """Return whether a method has a parameter without annotation, besides its receiver."""
    if not isinstance(statement, FunctionNode):
        return False
    return any(parameter.annotation is None for parameter in parameters(statement.args)[1:])
