"""The sweep's handlers of definitions: functions, classes and types."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction.syntax.expressions import visit_parameters
from graph_extraction.syntax.nodes import DefinitionNode, FunctionNode, receiver_of
from graph_extraction.syntax.scopes import DEFINITION, Scope, ScopeKind
from graph_extraction.syntax.source_order import arguments_of_call, parameters
from graph_extraction.syntax.statements import block
from graph_extraction.syntax.sweep import Handler, Item, Sweep, handles
from graph_extraction.syntax.type_comments import signature_annotations

__all__ = ["CUSTOM_NODES", "INNER_NODES"]

CUSTOM_NODES: dict[type, Handler] = {}
INNER_NODES: dict[type, Handler] = {}

_AT, _ARROW, _CLOSING, _COMMA = frozenset({b"@"}), frozenset({b"->"}), frozenset({b")"}), frozenset({b","})
_OPENING, _BRACKET = frozenset({b"["}), frozenset({b"]"})


@handles(CUSTOM_NODES, "FunctionDef", "AsyncFunctionDef")
def _function(sweep: Sweep, node: FunctionNode) -> Sequence[Item]:
    outer = sweep.scope
    inner = Scope(ScopeKind.FUNCTION, node.name, outer, node)
    arguments = [parameter for parameter, _ in parameters(node.args)]
    receiver = receiver_of(node) if outer.kind is ScopeKind.CLASS else None
    if receiver is not None:
        inner.receivers |= {receiver.arg}
    annotations = sweep.builder.annotations
    if node.type_comment is not None:
        annotations.update(signature_annotations(node, arguments, receiver is not None))
    for argument in arguments:
        if argument.type_comment:
            annotations[argument] = argument.type_comment.strip()
    return_annotation: Item = None
    if node.returns is not None:
        annotations[node] = sweep.builder.segment(node.returns)
        return_annotation = (_skip_return_annotation, sweep, node.returns)
    return (
        *_header(sweep, node),
        *visit_parameters(sweep, node.args, inner, receiver),
        return_annotation,
        inner,
        *block(sweep, node.body),
        outer,
        sweep.end(node),
    )


def _skip_return_annotation(sweep: Sweep, annotation: ast.expr) -> None:
    sweep.consume(sweep.start(annotation), _ARROW)
    sweep.skip(sweep.end(annotation))
    sweep.skip_while(_CLOSING)


@handles(CUSTOM_NODES, "ClassDef")
def _class(sweep: Sweep, node: ast.ClassDef) -> Sequence[Item]:
    outer = sweep.scope
    return (
        *_header(sweep, node),
        *arguments_of_call(node.bases, node.keywords),
        Scope(ScopeKind.CLASS, node.name, outer),
        *block(sweep, node.body),
        outer,
        sweep.end(node),
    )


def _header(sweep: Sweep, node: DefinitionNode) -> Sequence[Item]:
    """Decorators, which stand before the position of their definition, and the name."""
    first = node.decorator_list[0] if node.decorator_list else node
    return (
        (sweep.open_at, node, first, _AT if node.decorator_list else ()),
        *node.decorator_list,
        (sweep.consume, sweep.start(node)),
        (sweep.mention_name, node.name, node, DEFINITION, sweep.end(node)),
        *_type_parameters(sweep, node),
    )


def _type_parameters(sweep: Sweep, node: ast.AST) -> Sequence[Item]:
    """PEP 695: `[T: int]` behind the name is an annotation."""
    type_parameters = getattr(node, "type_params", None)
    return ((_skip_type_parameters, sweep, type_parameters),) if type_parameters else ()


def _skip_type_parameters(sweep: Sweep, type_parameters: Sequence[ast.AST]) -> None:
    sweep.consume(sweep.start(type_parameters[0]), _OPENING)
    sweep.skip(sweep.end(type_parameters[-1]))
    sweep.skip_while(_COMMA, most=1)
    sweep.skip_while(_BRACKET, most=1)


@handles(INNER_NODES, "TypeAlias")
def _type_alias(sweep: Sweep, node: ast.AST) -> Sequence[Item]:
    sweep.builder.keywords.add(sweep.next_token())
    name, value = node.name, node.value  # type: ignore[attr-defined]
    sweep.bindings[name] = DEFINITION
    return name, *_type_parameters(sweep, node), value
