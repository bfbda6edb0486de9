"""NEXT_MAY_USE: from each occurrence of a symbol to all that may be its next along control flow (paper, Table 1)."""

from __future__ import annotations

import ast
from ast import Attribute, Call, Name
from types import GeneratorType
from typing import Any

import numpy as np

from graph_extraction.control_flow import HANDLERS, ControlFlow
from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import Column, StoredGraph, check, check_range
from graph_extraction.storage.plain_pairs import PLAIN_PAIRS
from graph_extraction.syntax.record import SyntaxRecord

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


class _UseCodec:
    """A code for each token that has a symbol, by symbol: 0 for one edge from its predecessor (of the first: none),
    else 1 + the number of its edges, whose distances, counted in tokens of the symbol, follow in a column of their
    own."""

    def write(self, writer: ColumnWriter, edges: Column, graph: StoredGraph) -> None:
        """See `EdgeCodec.write`."""
        order, is_first = graph.tokens_by_symbol
        position_of = np.full(graph.num_nodes, -1, dtype=np.int64)
        position_of[order] = np.arange(len(order))
        sources, targets = position_of[edges[0]], position_of[edges[1]]
        symbols = np.append(graph.token_symbols[order], [-1])
        within_symbol = (sources >= 0) & (targets >= 0) & (symbols[sources] == symbols[targets])
        sources, targets = sources[within_symbol], targets[within_symbol]
        by_target = np.lexsort((sources, targets))
        sources, targets = sources[by_target], targets[by_target]
        num_edges = np.bincount(targets, minlength=len(order))
        num_from_predecessor = np.bincount(targets[targets - sources == 1], minlength=len(order))
        as_expected = np.where(is_first, num_edges == 0, (num_edges == 1) & (num_from_predecessor == 1))
        writer.unsigned(np.where(as_expected, 0, num_edges + 1))
        writer.signed((targets - sources)[~as_expected[targets]])
        PLAIN_PAIRS.write(writer, edges[:, ~within_symbol], graph)

    def read(self, reader: ColumnReader, graph: StoredGraph) -> Column:
        """See `EdgeCodec.read`."""
        codes = reader.unsigned()
        distances = reader.signed()
        others = PLAIN_PAIRS.read(reader, graph)
        order, is_first = graph.tokens_by_symbol
        check(len(codes) == len(order), f"data-flow column has {len(codes)} codes for {len(order)} tokens")
        as_expected = np.flatnonzero((codes == 0) & ~is_first)
        num_listed = np.maximum(codes - 1, 0)
        check(
            int(num_listed.sum()) == len(distances),
            f"data-flow column has {len(distances)} distances for {int(num_listed.sum())} edges",
        )
        targets = np.concatenate([as_expected, np.repeat(np.arange(len(order)), num_listed)])
        sources = targets - np.concatenate([np.ones(len(as_expected), dtype=np.int64), distances])
        check_range(sources, len(order))
        return np.concatenate([np.stack([order[sources], order[targets]]), others], axis=1)


class DataFlowPass:
    """The pass that adds NEXT_MAY_USE.

    Functions and lambdas are analyzed each on its own, from an empty state: what runs between definition and call is
    not known. Class bodies, comprehensions, decorators and defaults run where they stand. One occurrence is linked to
    at most `MAX_USES` nearest uses before it, and every construct is walked once: the cost is linear.
    """

    edge = EdgeSpec(EdgeType.NEXT_MAY_USE, "#cc0000", frozenset({EdgeType.OCCURRENCE_OF}), _UseCodec())

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """Walk the module, then each function in it."""
        flow = ControlFlow(syntax.occurrences)
        flow.pending.append([syntax.source.tree])
        while flow.pending:
            flow.start()
            _walk(flow, flow.pending.pop())
        pairs = dict.fromkeys(zip(flow.sources, flow.targets, strict=True))
        edges.extend([source for source, _ in pairs], [target for _, target in pairs])


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
