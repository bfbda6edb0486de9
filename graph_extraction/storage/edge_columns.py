"""The edges of a graph as columns, each coded as its difference from what the rest of the graph lets expect.

Lexical successors follow from occurrences; a token's symbol is mostly that of the last token with the same label; its
subtokens are those of its label; the use before it is mostly its predecessor among its symbol's tokens. Only what
differs costs bytes, and what fits no expectation is kept as plain pairs: any graph round-trips. Edges come back sorted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import EdgeType
from graph_extraction.source.errors import GraphFormatError
from graph_extraction.storage.columns import ColumnReader, ColumnWriter

__all__ = ["Nodes", "read_edges", "sorted_edges", "write_edges"]

Column = npt.NDArray[np.int64]
# Subtokens of one label that are spread to all its tokens when read; a bound on what few bytes can grow to.
_MOST_WORDS = 64


@dataclass(frozen=True, slots=True)
class Nodes:
    """What is known of the nodes before the edges.

    Attributes:
        tokens: how many nodes at the beginning are TOKEN nodes.
        inner: how many nodes after these are NON_TERMINAL nodes.
        total: N.
        label: `[N]` label of each node.
    """

    tokens: int
    inner: int
    total: int
    label: Column


def write_edges(writer: ColumnWriter, nodes: Nodes, edges: Mapping[EdgeType, npt.NDArray[np.int32]]) -> None:
    """Append all edge types."""
    wide = {kind: edges[kind].astype(np.int64) for kind in EdgeType}
    symbol_of = _write_occurrences(writer, nodes, wide[EdgeType.OCCURRENCE_OF])
    _write_expected(writer, nodes, _chain(nodes.tokens), wide[EdgeType.NEXT_TOKEN])
    _write_expected(writer, nodes, _successors(symbol_of), wide[EdgeType.NEXT_LEXICAL_USE])
    _write_uses(writer, nodes, symbol_of, wide[EdgeType.NEXT_MAY_USE])
    _write_tree(writer, nodes, wide[EdgeType.CHILD])
    _write_subtokens(writer, nodes, wide[EdgeType.SUBTOKEN_OF])
    for kind in (EdgeType.ASSIGNED_FROM, EdgeType.RETURNS_TO):
        _write_plain(writer, wide[kind])


def read_edges(reader: ColumnReader, nodes: Nodes) -> dict[EdgeType, npt.NDArray[np.int32]]:
    """Read all edge types; sorted by source, then target.

    Raises:
        GraphFormatError: the columns make no sense.
    """
    found: dict[EdgeType, Column] = {}
    found[EdgeType.OCCURRENCE_OF], symbol_of = _read_occurrences(reader, nodes)
    found[EdgeType.NEXT_TOKEN] = _read_expected(reader, nodes, _chain(nodes.tokens))
    found[EdgeType.NEXT_LEXICAL_USE] = _read_expected(reader, nodes, _successors(symbol_of))
    found[EdgeType.NEXT_MAY_USE] = _read_uses(reader, nodes, symbol_of)
    found[EdgeType.CHILD] = _read_tree(reader, nodes)
    found[EdgeType.SUBTOKEN_OF] = _read_subtokens(reader, nodes)
    for kind in (EdgeType.ASSIGNED_FROM, EdgeType.RETURNS_TO):
        found[kind] = _read_plain(reader, nodes)
    return {kind: sorted_edges(found[kind]).astype(np.int32) for kind in EdgeType}


def sorted_edges(edges: Column) -> Column:
    """`[2, E]` by source, then target."""
    return edges[:, np.lexsort((edges[1], edges[0]))]


# Plain pairs


def _write_plain(writer: ColumnWriter, edges: Column) -> None:
    sources, targets = sorted_edges(edges)
    writer.unsigned(np.diff(sources, prepend=0))
    writer.signed(targets - sources)


def _read_plain(reader: ColumnReader, nodes: Nodes) -> Column:
    sources = np.cumsum(reader.unsigned())
    distances = reader.signed()
    _check(len(sources) == len(distances), "edges of it lack an end")
    edges = np.stack([sources, sources + distances])
    _check_range(edges, nodes.total)
    return edges


# What follows from the rest altogether


def _chain(count: int) -> Column:
    numbers = np.arange(max(count, 1))
    return np.stack([numbers[:-1], numbers[1:]])


def _successors(symbol_of: Column) -> Column:
    """Each token and the next of its symbol."""
    order, heads = _grouped(symbol_of)
    later = np.flatnonzero(~heads)
    return np.stack([order[later - 1], order[later]])


def _grouped(symbol_of: Column) -> tuple[Column, npt.NDArray[np.bool_]]:
    """Tokens that have a symbol, by symbol; and which of these are the first of theirs."""
    order = np.argsort(symbol_of, kind="stable")
    order = order[np.searchsorted(symbol_of[order], 0, side="right") :]
    symbols = symbol_of[order]
    heads = np.ones(len(order), dtype=np.bool_)
    heads[1:] = symbols[1:] != symbols[:-1]
    return order, heads


def _write_expected(writer: ColumnWriter, nodes: Nodes, expected: Column, edges: Column) -> None:
    same = np.array_equal(sorted_edges(expected), sorted_edges(edges))
    writer.number(int(same))
    if not same:
        _write_plain(writer, edges)


def _read_expected(reader: ColumnReader, nodes: Nodes, expected: Column) -> Column:
    return expected if reader.number() else _read_plain(reader, nodes)


# Occurrences


def _same_label_before(nodes: Nodes) -> tuple[Column, npt.NDArray[np.bool_]]:
    """Tokens by label; and which of these are the first of theirs."""
    labels = nodes.label[: nodes.tokens]
    order = np.argsort(labels, kind="stable")
    heads = np.ones(len(order), dtype=np.bool_)
    heads[1:] = labels[order][1:] != labels[order][:-1]
    return order, heads


def _write_occurrences(writer: ColumnWriter, nodes: Nodes, edges: Column) -> Column:
    """Returns the symbol of each token, 1 for node T, 0 for none.

    A code a token: 0 as the last token of this label, 1 a symbol beyond all before, else the symbol plus 2.
    """
    edges = sorted_edges(edges)
    sources, targets = edges
    main = (sources < nodes.tokens) & (targets >= nodes.tokens)
    main[1:] &= sources[1:] != sources[:-1]
    symbol_of = np.zeros(nodes.tokens, dtype=np.int64)
    symbol_of[sources[main]] = targets[main] - nodes.tokens + 1
    order, heads = _same_label_before(nodes)
    before = np.zeros_like(symbol_of)
    before[order[1:]] = np.where(heads[1:], 0, symbol_of[order[:-1]])
    reached = np.maximum.accumulate(np.concatenate([[0], symbol_of]))
    beyond = symbol_of > reached[:-1]
    writer.unsigned(np.where(beyond, 1, np.where(symbol_of == before, 0, symbol_of + 2)))
    writer.unsigned(np.diff(symbol_of[beyond], prepend=0))
    _write_plain(writer, edges[:, ~main])
    return symbol_of


def _read_occurrences(reader: ColumnReader, nodes: Nodes) -> tuple[Column, Column]:
    codes = reader.unsigned()
    fresh = np.cumsum(reader.unsigned())
    rest = _read_plain(reader, nodes)
    beyond = codes == 1
    _check(len(codes) == nodes.tokens and int(beyond.sum()) == len(fresh), "its occurrences lack symbols")
    value = np.maximum(codes - 2, 0)
    value[beyond] = fresh
    order, heads = _same_label_before(nodes)
    coded = codes[order] > 0
    # The value of a token coded 0 is that of the last one before it in its group which has a code.
    origin = np.maximum.accumulate(np.where(coded | heads, np.arange(len(order)), 0))
    symbol_of = np.zeros(nodes.tokens, dtype=np.int64)
    symbol_of[order] = value[order][origin]
    tokens = np.flatnonzero(symbol_of)
    main = np.stack([tokens, symbol_of[tokens] + nodes.tokens - 1])
    _check_range(main, nodes.total)
    return np.concatenate([main, rest], axis=1), symbol_of


# Data flow


def _write_uses(writer: ColumnWriter, nodes: Nodes, symbol_of: Column, edges: Column) -> None:
    """A code for each token that has a symbol, by symbol: 0 one edge, from its predecessor (the first: none); else
    1 + the number of its edges, whose distances, counted in tokens of the symbol, follow in a column of their own."""
    order, heads = _grouped(symbol_of)
    place = np.full(nodes.total, -1, dtype=np.int64)
    place[order] = np.arange(len(order))
    sources, targets = place[edges[0]], place[edges[1]]
    symbols = np.append(symbol_of[order], [-1])
    within = (sources >= 0) & (targets >= 0) & (symbols[sources] == symbols[targets])
    sources, targets = sources[within], targets[within]
    by_target = np.lexsort((sources, targets))
    sources, targets = sources[by_target], targets[by_target]
    counts = np.bincount(targets, minlength=len(order))
    predecessor = np.bincount(targets[targets - sources == 1], minlength=len(order))
    usual = np.where(heads, counts == 0, (counts == 1) & (predecessor == 1))
    writer.unsigned(np.where(usual, 0, counts + 1))
    writer.signed((targets - sources)[~usual[targets]])
    _write_plain(writer, edges[:, ~within])


def _read_uses(reader: ColumnReader, nodes: Nodes, symbol_of: Column) -> Column:
    codes = reader.unsigned()
    distances = reader.signed()
    rest = _read_plain(reader, nodes)
    order, heads = _grouped(symbol_of)
    _check(len(codes) == len(order), "its uses lack edges")
    usual = np.flatnonzero((codes == 0) & ~heads)
    listed = np.maximum(codes - 1, 0)
    _check(int(listed.sum()) == len(distances), "its uses lack edges")
    targets = np.concatenate([usual, np.repeat(np.arange(len(order)), listed)])
    sources = targets - np.concatenate([np.ones(len(usual), dtype=np.int64), distances])
    _check_range(sources, len(order))
    return np.concatenate([np.stack([order[sources], order[targets]]), rest], axis=1)


# The syntax tree


def _write_tree(writer: ColumnWriter, nodes: Nodes, edges: Column) -> None:
    """The parent of each token as difference from that of the token before, of each non-terminal from itself."""
    count = nodes.tokens + nodes.inner
    parents, children = edges[:, np.lexsort(edges)]
    main = children < count
    main[1:] &= children[1:] != children[:-1]
    main &= parents != children
    parent = np.arange(count)
    parent[children[main]] = parents[main]
    writer.signed(np.diff(parent[: nodes.tokens], prepend=nodes.tokens))
    writer.signed(np.arange(nodes.tokens, count) - parent[nodes.tokens :])
    _write_plain(writer, np.stack([parents, children])[:, ~main])


def _read_tree(reader: ColumnReader, nodes: Nodes) -> Column:
    above_tokens = np.cumsum(reader.signed()) + nodes.tokens
    distances = reader.signed()
    rest = _read_plain(reader, nodes)
    _check(len(above_tokens) == nodes.tokens and len(distances) == nodes.inner, "its syntax tree lacks nodes")
    children = np.arange(nodes.tokens + nodes.inner)
    parent = np.concatenate([above_tokens, children[nodes.tokens :] - distances])
    main = np.stack([parent, children])[:, parent != children]
    _check_range(main, nodes.total)
    return np.concatenate([main, rest], axis=1)


# Subtokens


def _write_subtokens(writer: ColumnWriter, nodes: Nodes, edges: Column) -> None:
    """The subtokens of each label as its first token has them; then the tokens that have others, and their edges."""
    edges = sorted_edges(edges)
    sources, targets = edges
    base = nodes.tokens + nodes.inner
    keys = sources * nodes.total + targets
    distinct = len(np.unique(keys)) == len(keys)
    inside = np.flatnonzero((sources < nodes.tokens) & (targets >= base) & distinct)
    labels, first = np.unique(nodes.label[sources[inside]], return_index=True)
    starts = np.searchsorted(sources[inside], sources[inside][first])
    counts = np.searchsorted(sources[inside], sources[inside][first], side="right") - starts
    few = counts <= _MOST_WORDS
    labels, starts, counts = labels[few], starts[few], counts[few]
    words = targets[inside][_ranges(starts, counts)]
    none = np.zeros(0, dtype=np.int64)
    expected = _spread(nodes, labels, counts, words, none)
    other = np.setxor1d(expected[0] * nodes.total + expected[1], keys) // nodes.total
    writer.unsigned(np.diff(labels, prepend=0))
    writer.unsigned(counts)
    writer.novel(words - base)
    writer.unsigned(np.diff(np.unique(other), prepend=0))
    _write_plain(writer, edges[:, np.isin(sources, other)])


def _read_subtokens(reader: ColumnReader, nodes: Nodes) -> Column:
    labels = np.cumsum(reader.unsigned())
    counts = reader.unsigned()
    words = reader.novel() + nodes.tokens + nodes.inner
    other = np.cumsum(reader.unsigned())
    rest = _read_plain(reader, nodes)
    _check(len(labels) == len(counts) and int(counts.sum()) == len(words), "its labels lack subtokens")
    _check(not counts.size or int(counts.max()) <= _MOST_WORDS, "a label of it has too many subtokens")
    main = _spread(nodes, labels, counts, words, other)
    _check_range(main, nodes.total)
    return np.concatenate([main, rest], axis=1)


def _spread(nodes: Nodes, labels: Column, counts: Column, words: Column, other: Column) -> Column:
    """Edges of all tokens but `other` to the subtokens of their labels."""
    tokens = np.setdiff1d(np.arange(nodes.tokens), other)
    label = nodes.label[tokens]
    place = np.minimum(np.searchsorted(labels, label), max(len(labels) - 1, 0))
    known = labels[place] == label if len(labels) else np.zeros(len(label), dtype=np.bool_)
    tokens, place = tokens[known], place[known]
    starts = np.cumsum(counts) - counts
    return np.stack([np.repeat(tokens, counts[place]), words[_ranges(starts[place], counts[place])]])


def _ranges(starts: Column, counts: Column) -> Column:
    """`starts[0]`, `starts[0] + 1`, … `counts[0]` times, then the same for the next."""
    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))


# Checks


def _check(good: bool, fault: str) -> None:
    if not good:
        raise GraphFormatError(fault)


def _check_range(numbers: Column, end: int) -> None:
    _check(not numbers.size or (int(numbers.min()) >= 0 and int(numbers.max()) < end), "an edge of it has no node")
