"""NEXT_MAY_USE: from each occurrence of a symbol to all that may be its next along control flow (paper, Table 1)."""

from __future__ import annotations

import ast
from ast import Attribute, Call, Name
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from graph_extraction.control_flow import HANDLERS, ControlFlow
from graph_extraction.graph import EdgeType

if TYPE_CHECKING:
    from graph_extraction.builder import GraphBuilder

__all__ = ["DataFlowPass"]

# What is evaluated of a syntax node, in the order of evaluation. Annotations and type parameters are not.
_EVALUATED: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Module: ("body",),
    ast.Expr: ("value",),
    ast.Assign: ("value", "targets"),
    ast.AugAssign: ("target", "value"),
    ast.Delete: ("targets",),
    ast.Import: ("names",),
    ast.ImportFrom: ("names",),
    ast.NamedExpr: ("value", "target"),
    ast.BinOp: ("left", "right"),
    ast.UnaryOp: ("operand",),
    ast.keyword: ("value",),
    ast.Starred: ("value",),
    ast.Subscript: ("value", "slice"),
    ast.Slice: ("lower", "upper", "step"),
    ast.List: ("elts",),
    ast.Tuple: ("elts",),
    ast.Set: ("elts",),
    ast.JoinedStr: ("values",),
    ast.FormattedValue: ("value", "format_spec"),
    ast.Await: ("value",),
    ast.Yield: ("value",),
    ast.YieldFrom: ("value",),
    ast.MatchValue: ("value",),
    ast.MatchSequence: ("patterns",),
    ast.MatchClass: ("cls", "patterns", "kwd_patterns"),
}
_PUSHED = {kind: fields[::-1] for kind, fields in _EVALUATED.items()}
_LEAVES = {ast.Constant, ast.Pass, ast.Global, ast.Nonlocal, ast.MatchSingleton}


class DataFlowPass:
    """The pass that adds NEXT_MAY_USE.

    Functions and lambdas are analysed each on its own, from an empty state: what runs between definition and call is
    not known. Class bodies, comprehensions, decorators and defaults run where they stand. One occurrence is linked to
    at most `MOST_USES` nearest uses before it, and every construct is walked once: the cost is linear.
    """

    requires: frozenset[EdgeType] = frozenset({EdgeType.OCCURRENCE_OF})
    adds: frozenset[EdgeType] = frozenset({EdgeType.NEXT_MAY_USE})

    def run(self, builder: GraphBuilder) -> None:
        """Walk the module, then each function in it."""
        flow = ControlFlow(builder.occurrences)
        flow.pending.append([builder.source.tree])
        while flow.pending:
            flow.start()
            _walk(flow, flow.pending.pop())
        edges = dict.fromkeys(zip(flow.sources, flow.targets, strict=True))
        builder.add_edges(EdgeType.NEXT_MAY_USE, [source for source, _ in edges], [target for _, target in edges])


def _walk(flow: ControlFlow, work: list[Any]) -> None:
    """Evaluate syntax nodes, the last first, on an explicit stack: no nesting is too deep for it.

    The stack holds syntax nodes, occurrences, and constructs under way: iterators that fork and join the state between
    the parts that they hand out.
    """
    occurrence_of = flow.occurrences.get
    sources, targets = flow.sources, flow.targets
    level = flow.level
    changes = level.changes
    while work:
        node = work.pop()
        kind = node.__class__
        if kind is Name:
            occurrence = occurrence_of(node)
            if occurrence is None:
                continue
        elif kind in _LEAVES:
            continue
        elif kind is Attribute:
            occurrence = occurrence_of(node)
            if occurrence is not None:
                work.append(occurrence)
            work.append(node.value)
            continue
        elif kind is Call:
            work += node.keywords[::-1]
            work += node.args[::-1]
            work.append(node.func)
            continue
        elif kind in _PUSHED:
            _push(work, node, _PUSHED[kind])
            continue
        elif kind is GeneratorType or kind in HANDLERS:
            _push_next(flow, work, node, kind)
            level = flow.level
            changes = level.changes
            continue
        elif isinstance(node, tuple):
            occurrence = node
        else:
            occurrence = occurrence_of(node)
            if occurrence is None:
                work += [*ast.iter_child_nodes(node)][::-1]
                continue
        token, symbol = occurrence
        uses = changes.get(symbol)
        if uses is None:
            uses = level.lookup(symbol)
        changes[symbol] = (token,)
        for use in uses:
            if use >= 0:
                sources.append(use)
                targets.append(token)
            else:
                flow.enter_through(use, symbol, token)
        if level.log is not None:
            level.log.append((symbol, token))


def _push_next(flow: ControlFlow, work: list[Any], node: Any, kind: type) -> None:
    """Begin a construct, or go on with one that is under way."""
    if kind is GeneratorType:
        parts = next(node, None)
        if parts is not None:
            work.append(node)
    else:
        parts = HANDLERS[kind](flow, node)
    if parts is not None:
        work += parts[::-1] if parts.__class__ is list else (parts,)


def _push(work: list[Any], node: ast.AST, fields: tuple[str, ...]) -> None:
    for field in fields:
        value = getattr(node, field)
        if value.__class__ is list:
            work += value[::-1]
        elif value is not None:
            work.append(value)
