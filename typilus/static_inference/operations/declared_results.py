"""The bodies of functions that declare what they return, where they tell more than the declaration."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode
from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.module_text import FunctionDefinition, parameters
from typilus.static_inference.graph.dependency_graph import Semantics

__all__ = ["read_makers"]


def read_makers(semantics: Semantics, function: FunctionDefinition, declared: TypeExpression) -> None:
    """Add the body of a project's function that returns objects of which no declaration tells what they hold.

    `def read(line) -> Record: return Record(line.split())` says by its body what a record has.
    """
    if not semantics.program.modules.is_foreign(function.module) and _holds_undeclared(semantics, declared):
        semantics.program.returned(function)


def _holds_undeclared(semantics: Semantics, type_: TypeExpression) -> bool:
    definition = semantics.classes.find(type_.name)
    if definition is not None and not semantics.program.modules.is_foreign(definition.module):
        constructor = semantics.classes.member(type_, "__init__")
        if constructor is not None and any(map(_leaves_open, constructor.statements)):
            return True
    return any(_holds_undeclared(semantics, argument) for argument in type_.arguments)


def _leaves_open(statement: ast.stmt) -> bool:
    """Return whether a method has a parameter without annotation, besides its receiver."""
    if not isinstance(statement, FunctionNode):
        return False
    return any(parameter.annotation is None for parameter in parameters(statement.args)[1:])
