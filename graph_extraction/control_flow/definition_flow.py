"""The code that runs where functions and classes are defined, and names bound by more than a Name."""

from __future__ import annotations

import ast
from typing import Any

from graph_extraction.control_flow.flow import ControlFlow
from graph_extraction.syntax.nodes import FunctionNode

__all__ = ["annotated", "capture", "class_statement", "function", "lambda_expression", "mapping"]


def capture(flow: ControlFlow, node: ast.MatchAs | ast.MatchMapping) -> list[Any]:
    """Parts of the pattern, then the name for the whole or the rest."""
    parts: list[Any] = []
    if isinstance(node, ast.MatchAs):
        parts += [] if node.pattern is None else [node.pattern]
    else:
        parts += [part for pair in zip(node.keys, node.patterns, strict=True) for part in pair]
    if node in flow.occurrences:
        parts.append(flow.occurrences[node])
    return parts


def annotated(flow: ControlFlow, node: ast.AnnAssign) -> list[Any] | None:
    """A bare declaration does nothing."""
    return None if node.value is None else [node.value, node.target]


def mapping(flow: ControlFlow, node: ast.Dict) -> list[Any]:
    """Keys and values in turn."""
    return [part for pair in zip(node.keys, node.values, strict=True) for part in pair if part is not None]


def function(flow: ControlFlow, node: FunctionNode) -> list[Any]:
    """Return the parts that run at the definition, and leave the body for later."""
    flow.pending.append([*node.body[::-1], *_parameters(node.args)[::-1]])
    parts: list[Any] = [*node.decorator_list, *_defaults(node.args)]
    if node in flow.occurrences:
        parts.append(flow.occurrences[node])
    return parts


def lambda_expression(flow: ControlFlow, node: ast.Lambda) -> list[Any]:
    """Return the parts that run at the definition, and leave the body for later."""
    flow.pending.append([node.body, *_parameters(node.args)[::-1]])
    return _defaults(node.args)


def class_statement(flow: ControlFlow, node: ast.ClassDef) -> list[Any]:
    """Decorators and bases, then the body, where it stands."""
    parts: list[Any] = [*node.decorator_list, *node.bases, *node.keywords, *node.body]
    if node in flow.occurrences:
        parts.append(flow.occurrences[node])
    return parts


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    """Return the parameters in the order of the source."""
    parameters = [*arguments.posonlyargs, *arguments.args]
    if arguments.vararg is not None:
        parameters.append(arguments.vararg)
    parameters += arguments.kwonlyargs
    if arguments.kwarg is not None:
        parameters.append(arguments.kwarg)
    return parameters


def _defaults(arguments: ast.arguments) -> list[Any]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]
