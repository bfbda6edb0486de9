"""The actions of the sweep at expressions and patterns that need more than their children's order."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction.syntax.scopes import (
    CALLED,
    COMPREHENSION_TARGET,
    DEFINITION,
    LAMBDA_PARAMETER,
    LEAKING_TARGET,
    MATCH_CAPTURE,
    PARAMETER,
    PLAIN,
    RECEIVER,
    TUPLE_TARGET,
    WALRUS,
    Binding,
    Scope,
    ScopeKind,
)
from graph_extraction.syntax.source_order import arguments_of_call, parameters
from graph_extraction.syntax.sweep import Handler, Item, LeafHandler, Sweep, handles

__all__ = ["CUSTOM_NODES", "INNER_NODES", "LEAVES", "mark_target", "note_return", "take_parameter", "visit_parameters"]

CUSTOM_NODES: dict[type, Handler] = {}
INNER_NODES: dict[type, Handler] = {}
LEAVES: dict[type, LeafHandler] = {}

_FOR = frozenset({b"for", b"async"})
_Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


def mark_target(sweep: Sweep, target: ast.expr, binding: Binding) -> None:
    """Note how the names and attributes of a target are bound."""
    pending = [target]
    while pending:
        part = pending.pop()
        if isinstance(part, (ast.Name, ast.Attribute)):
            sweep.bindings[part] = binding
        elif isinstance(part, (ast.Tuple, ast.List)):
            pending.extend(part.elts)
            binding = TUPLE_TARGET if binding is PLAIN else binding
        elif isinstance(part, ast.Starred):
            pending.append(part.value)


@handles(CUSTOM_NODES, "JoinedStr", "TemplateStr")
def _string(sweep: Sweep, node: ast.JoinedStr) -> Sequence[Item]:
    return ((sweep.take_string, node),)


@handles(CUSTOM_NODES, "Expr", "MatchValue")
def _wrapper(_: Sweep, node: ast.Expr | ast.MatchValue) -> Sequence[Item]:
    return (node.value,)


@handles(INNER_NODES, "Attribute")
def _attribute(sweep: Sweep, node: ast.Attribute) -> Sequence[Item]:
    value = node.value
    if isinstance(value, ast.Name) and value.id in sweep.scope.receivers:
        return value, (sweep.take_attribute, node)
    return (value,)


@handles(INNER_NODES, "Call")
def _call(sweep: Sweep, node: ast.Call) -> Sequence[Item]:
    if node.func.__class__ is ast.Attribute:
        sweep.bindings[node.func] = CALLED
    return (node.func, *arguments_of_call(node.args, node.keywords))


@handles(INNER_NODES, "NamedExpr")
def _walrus(sweep: Sweep, node: ast.NamedExpr) -> Sequence[Item]:
    sweep.bindings[node.target] = WALRUS
    sweep.builder.assigned.append((node.value, node.target))
    return node.target, node.value


@handles(INNER_NODES, "Yield", "YieldFrom")
def _yield(sweep: Sweep, node: ast.Yield | ast.YieldFrom) -> Sequence[Item]:
    note_return(sweep, node)
    return (node.value,)


@handles(LEAVES, "Yield", "Return")
def note_return(sweep: Sweep, node: ast.AST, _: int = 0) -> None:
    """Note which function a `return` or `yield` leaves."""
    function = sweep.scope.binder().function
    if function is not None:
        sweep.builder.returned.append((node, function))


def visit_parameters(sweep: Sweep, arguments: ast.arguments, scope: Scope, receiver: ast.arg | None) -> list[Item]:
    """Parameters, bound in `scope`, and their defaults, evaluated in the scope around it."""
    items: list[Item] = []
    for parameter, default in parameters(arguments):
        binding = LAMBDA_PARAMETER if scope.kind is ScopeKind.LAMBDA else PARAMETER
        items.append((take_parameter, sweep, parameter, scope, RECEIVER if parameter is receiver else binding))
        if default is not None:
            sweep.builder.assigned.append((default, parameter))
            items.append(default)
    return items


def take_parameter(sweep: Sweep, node: ast.arg, scope: Scope, binding: Binding) -> None:
    """The name of a parameter, without its annotation."""
    end = 0 if sweep.synthetic else sweep.end(node)
    sweep.builder.node_of[node] = sweep.mention_name(node.arg, node, binding, end, scope)
    if node.annotation is not None:
        sweep.builder.annotations[node] = sweep.builder.segment(node.annotation)
        sweep.skip(end)


@handles(INNER_NODES, "Lambda")
def _lambda(sweep: Sweep, node: ast.Lambda) -> Sequence[Item]:
    outer = sweep.scope
    inner = Scope(ScopeKind.LAMBDA, "<lambda>", outer)
    return (*visit_parameters(sweep, node.args, inner, None), inner, node.body, outer)


@handles(INNER_NODES, "ListComp", "SetComp", "GeneratorExp", "DictComp")
def _comprehension(sweep: Sweep, node: _Comprehension) -> Sequence[Item]:
    outer = inner = sweep.scope
    if not (isinstance(node, ast.ListComp) and sweep.builder.source.grammar.startswith("2")):
        inner = Scope(ScopeKind.COMPREHENSION, _COMPREHENSION_NAMES[type(node)], outer)
    items: list[Item] = [inner]
    items += (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
    for generator in node.generators:
        target = generator.target
        mark_target(sweep, target, LEAKING_TARGET if inner is outer else COMPREHENSION_TARGET)
        sweep.builder.assigned.append((generator.iter, target))
        items.append((sweep.open_at, generator, target, _FOR))
        # The first iterable is evaluated outside; the others inside, where the scope of the target is that already.
        first = generator is node.generators[0]
        items += (inner, target, outer if first else inner, generator.iter, inner, *generator.ifs, (sweep.close,))
    return (*items, outer)


_COMPREHENSION_NAMES = {
    ast.ListComp: "<listcomp>",
    ast.SetComp: "<setcomp>",
    ast.DictComp: "<dictcomp>",
    ast.GeneratorExp: "<genexpr>",
}


@handles(LEAVES, "alias")
def _plain_alias(sweep: Sweep, node: ast.alias, token: int) -> None:
    if node.name != "*":
        sweep.mention(node.name, token, node, DEFINITION)


@handles(INNER_NODES, "alias")
def _alias(sweep: Sweep, node: ast.alias) -> Sequence[Item]:
    if node.asname is None:  # `a.b.c` binds `a`
        return ((sweep.mention_name, node.name.partition(".")[0], node, DEFINITION, sweep.end(node)),)
    end = sweep.end(node)
    return (sweep.consume, end, _AS), (sweep.mention_name, node.asname, node, DEFINITION, end)


_AS = frozenset({b"as"})


@handles(LEAVES, "MatchAs")
def _capture(sweep: Sweep, node: ast.MatchAs, token: int) -> None:
    if node.name is not None:
        sweep.mention(node.name, token, node, MATCH_CAPTURE)


@handles(INNER_NODES, "MatchAs")
def _match_as(sweep: Sweep, node: ast.MatchAs) -> Sequence[Item]:
    return (node.pattern, (sweep.consume, sweep.end(node), _AS), *_captured(sweep, node, node.name))


@handles(INNER_NODES, "MatchStar")
def _match_star(sweep: Sweep, node: ast.MatchStar) -> Sequence[Item]:
    return _captured(sweep, node, node.name)


@handles(INNER_NODES, "MatchMapping")
def _match_mapping(sweep: Sweep, node: ast.MatchMapping) -> Sequence[Item]:
    pairs = [part for pair in zip(node.keys, node.patterns, strict=True) for part in pair]
    return (*pairs, *_captured(sweep, node, node.rest))


def _captured(sweep: Sweep, node: ast.pattern, name: str | None) -> Sequence[Item]:
    if name is None:
        return ()
    return ((sweep.mention_name, name, node, MATCH_CAPTURE, sweep.end(node)),)
