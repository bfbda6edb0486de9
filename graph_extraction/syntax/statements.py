"""The actions of the sweep at statements that need more than their children's order."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction.syntax.expressions import mark_target, note_return
from graph_extraction.syntax.scopes import (
    AUGMENTED,
    CHAINED,
    EXCEPT_NAME,
    FOR_TARGET,
    PLAIN,
    WITH_TARGET,
    ScopeKind,
)
from graph_extraction.syntax.sweep import Handler, Item, Sweep, handles
from graph_extraction.syntax.type_comments import target_annotations

__all__ = ["CUSTOM_NODES", "INNER_NODES", "block"]

CUSTOM_NODES: dict[type, Handler] = {}
INNER_NODES: dict[type, Handler] = {}

_CASE, _COLON, _CLOSING, _SEMICOLON = frozenset({b"case"}), frozenset({b":"}), frozenset({b")"}), frozenset({b";"})


def block(sweep: Sweep, statements: Sequence[ast.stmt]) -> Sequence[Item]:
    """Return the statements of a block without bare declarations, or `pass` if it holds nothing else."""
    if statements and all(isinstance(statement, ast.AnnAssign) and statement.value is None for statement in statements):
        return (*statements, (sweep.emit, b"pass"))
    return statements


@handles(INNER_NODES, "If", "While")
def _branch(sweep: Sweep, node: ast.If | ast.While) -> Sequence[Item]:
    return (node.test, *block(sweep, node.body), *block(sweep, node.orelse))


@handles(INNER_NODES, "For", "AsyncFor")
def _for(sweep: Sweep, node: ast.For | ast.AsyncFor) -> Sequence[Item]:
    mark_target(sweep, node.target, FOR_TARGET)
    _comment_on_target(sweep, node.target, node.type_comment)
    sweep.builder.assigned.append((node.iter, node.target))
    return (node.target, node.iter, *block(sweep, node.body), *block(sweep, node.orelse))


@handles(INNER_NODES, "With", "AsyncWith")
def _with(sweep: Sweep, node: ast.With | ast.AsyncWith) -> Sequence[Item]:
    if len(node.items) == 1 and (target := node.items[0].optional_vars) is not None:
        _comment_on_target(sweep, target, node.type_comment)
    return (*node.items, *block(sweep, node.body))


@handles(CUSTOM_NODES, "withitem")
def _with_item(sweep: Sweep, node: ast.withitem) -> Sequence[Item]:
    target = node.optional_vars
    if target is None:
        return (node.context_expr,)
    mark_target(sweep, target, WITH_TARGET)
    sweep.builder.assigned.append((node.context_expr, target))
    return (sweep.open_at, node, node.context_expr, ()), node.context_expr, target, (sweep.close,)


@handles(INNER_NODES, "Try", "TryStar")
def _try(sweep: Sweep, node: ast.Try) -> Sequence[Item]:
    return (
        *block(sweep, node.body),
        *node.handlers,
        *block(sweep, node.orelse),
        *block(sweep, node.finalbody),
    )


@handles(INNER_NODES, "ExceptHandler")
def _handler(sweep: Sweep, node: ast.ExceptHandler) -> Sequence[Item]:
    name: Sequence[Item] = ()
    if node.name is not None:
        name = ((sweep.mention_name, node.name, node, EXCEPT_NAME, sweep.start(node.body[0])),)
    return (node.type, *name, *block(sweep, node.body))


@handles(INNER_NODES, "Match")
def _match(sweep: Sweep, node: ast.Match) -> Sequence[Item]:
    sweep.builder.keywords.add(sweep.next_token())
    return (node.subject, *node.cases)


@handles(CUSTOM_NODES, "match_case")
def _case(sweep: Sweep, node: ast.match_case) -> Sequence[Item]:
    return (
        (sweep.open_at, node, node.pattern, _CASE),
        (sweep.mark_keyword,),
        node.pattern,
        node.guard,
        *block(sweep, node.body),
        (sweep.close,),
    )


@handles(INNER_NODES, "Assign")
def _assign(sweep: Sweep, node: ast.Assign) -> Sequence[Item]:
    for target in node.targets:
        sweep.builder.assigned.append((node.value, target))
        if len(node.targets) > 1:
            mark_target(sweep, target, CHAINED)
        elif target.__class__ is not ast.Name:
            mark_target(sweep, target, PLAIN)
        if node.type_comment is not None:
            _comment_on_target(sweep, target, node.type_comment)
    return (*node.targets, node.value)


@handles(INNER_NODES, "AugAssign")
def _augmented(sweep: Sweep, node: ast.AugAssign) -> Sequence[Item]:
    mark_target(sweep, node.target, AUGMENTED)
    sweep.builder.assigned.append((node.value, node.target))
    return node.target, node.value


@handles(CUSTOM_NODES, "AnnAssign")
def _annotated(sweep: Sweep, node: ast.AnnAssign) -> Sequence[Item]:
    """Read `x: T = v` as `x = v`. `x: T` gives no nodes, but its annotation is the type of `x`."""
    target, text = node.target, sweep.builder.segment(node.annotation)
    if node.value is not None:
        sweep.builder.annotations[target] = text
        sweep.builder.assigned.append((node.value, target))
        return (
            (sweep.open_at, node, node, (), "Assign"),
            target,
            (_skip_annotation, sweep, node),
            node.value,
            sweep.end(node),
        )
    if isinstance(target, ast.Name):
        sweep.scope.declarations.setdefault(target.id, text)
    elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        sweep.builder.declarations.append((sweep.scope, (target.value.id, target.attr), text))
    return ((_skip_declaration, sweep, node),)


def _skip_annotation(sweep: Sweep, node: ast.AnnAssign) -> None:
    sweep.consume(sweep.start(node.annotation), _COLON)
    sweep.skip(sweep.end(node.annotation))
    sweep.skip_while(_CLOSING)


def _skip_declaration(sweep: Sweep, node: ast.AnnAssign) -> None:
    sweep.consume(sweep.start(node))
    sweep.skip(sweep.end(node))
    sweep.skip_while(_SEMICOLON, most=1)


def _comment_on_target(sweep: Sweep, target: ast.expr, comment: str | None) -> None:
    sweep.builder.annotations.update(target_annotations(target, comment))


@handles(INNER_NODES, "Global", "Nonlocal")
def _foreign(sweep: Sweep, node: ast.Global | ast.Nonlocal) -> Sequence[Item]:
    if sweep.scope.kind is not ScopeKind.MODULE:
        sweep.scope.foreign.update(dict.fromkeys(node.names, isinstance(node, ast.Global)))
    return tuple((sweep.mention_name, name, None, None, sweep.end(node)) for name in node.names)


@handles(INNER_NODES, "Return")
def _return(sweep: Sweep, node: ast.Return) -> Sequence[Item]:
    note_return(sweep, node)
    return (node.value,)
