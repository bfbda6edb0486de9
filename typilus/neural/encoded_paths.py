"""The syntax paths around the symbols of one file as arrays of numbers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from keyword import iskeyword

import numpy as np
import numpy.typing as npt

from graph_extraction import EdgeType, NodeKind, ProgramGraph
from typilus.neural.encoded_graph import require_edges
from typilus.neural.encoded_tokens import token_occurrences, wanted_symbols
from typilus.neural.ragged import IntArray, Ragged
from typilus.neural.syntax_paths import SyntaxTree
from typilus.neural.vocabulary import Vocabulary

__all__ = ["NUM_DIRECTIONS", "EncodedPaths", "encode_paths"]

NUM_DIRECTIONS = 3
"""A path's other end is the occurrence itself, or lies behind it or before it."""

_MAX_OCCURRENCES = 8
_LEAVES_A_NODE = 6
_SYMBOLS_AT_ONCE = 256
_VALUES = ("None", "True", "False")

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class EncodedPaths:
    """P paths, each from an occurrence of a symbol to another leaf.

    Attributes:
        words: The piece numbers of the labels of leaves.
        steps: `[P, L]` int32, the piece number of each syntax node of a path, filled with -1.
        ends: `[P, 2]` int32, the words of the occurrence and of the other end.
        direction: `[P]` uint8, where the other end lies.
        counts: `[S]` int32, how many paths each wanted symbol has, which lie symbol after symbol.
    """

    words: Ragged
    steps: IntArray
    ends: IntArray
    direction: npt.NDArray[np.uint8]
    counts: IntArray

    @property
    def size(self) -> int:
        """P, by which the cost of a batch is reckoned."""
        return len(self.steps)

    def cut(self, positions: npt.NDArray[np.integer], limit: int) -> Iterator[tuple[Numbers, EncodedPaths]]:
        """Yield symbols and their paths, at most `limit` paths at a time. One symbol alone keeps that many."""
        starts = np.cumsum(self.counts) - self.counts
        counts = np.minimum(self.counts, limit)
        group: list[int] = []
        filled = 0
        for position in positions.tolist():
            if group and filled + counts[position] > limit:
                yield self._part(np.array(group), starts, counts)
                group, filled = [], 0
            group.append(position)
            filled += int(counts[position])
        if group:
            yield self._part(np.array(group), starts, counts)

    def _part(self, group: Numbers, starts: Numbers, counts: IntArray) -> tuple[Numbers, EncodedPaths]:
        sizes = counts[group]
        first = np.cumsum(sizes) - sizes
        rows = np.repeat(starts[group] - first, sizes) + np.arange(sizes.sum())
        words, ends = np.unique(self.ends[rows], return_inverse=True)
        return group, EncodedPaths(
            self.words.take(words),
            self.steps[rows],
            ends.reshape(-1, 2).astype(np.int32),
            self.direction[rows],
            sizes,
        )


def encode_paths(graph: ProgramGraph, vocabulary: Vocabulary, max_paths: int, length: int) -> EncodedPaths:
    """Choose paths for each symbol of a graph, and for its classes behind them.

    A path leads from an occurrence of the symbol to another leaf, an identifier or a literal (paper, section 6.1): to
    the next occurrence, to itself, and to leaves spread over what lies below each syntax node above it. Of the
    distinct ones those with the least hashes of their content are taken: a sample that is the same in every run.

    Args:
        graph: The graph.
        vocabulary: Numbers of the pieces of labels.
        max_paths: Maximum number of paths of a symbol.
        length: L, maximum number of syntax nodes on a path.

    Raises:
        TypilusError: The graph was extracted without its syntax tree or occurrences.
    """
    tree, tokens, node_labels = _syntax_tree(graph, length)
    leaf_of_token = np.full(int((graph.node_kind == NodeKind.TOKEN).sum()), -1, dtype=np.int64)
    leaf_of_token[tokens] = np.arange(len(tokens))
    occurrences = token_occurrences(graph).take(wanted_symbols(graph))
    leaf_labels = graph.node_label[graph.node_kind == NodeKind.TOKEN][tokens]
    hashes = np.array(
        [zlib.crc32(label.encode("utf-8", "surrogatepass")) for label in graph.labels] + [0], dtype=np.uint64
    )
    selected: list[tuple[Numbers, Numbers, Numbers, Numbers]] = []
    for first in range(0, len(occurrences), _SYMBOLS_AT_ONCE):
        group = np.arange(first, min(first + _SYMBOLS_AT_ONCE, len(occurrences)))
        symbol, starts, ends = _candidates(tree, occurrences.take(group), leaf_of_token)
        nodes = tree.paths(starts, ends)
        exists = nodes[:, 0] >= 0
        symbol, starts, ends, nodes = symbol[exists], starts[exists], ends[exists], nodes[exists]
        labels = np.where(nodes >= 0, node_labels[nodes], -1)
        content = np.column_stack([leaf_labels[starts], leaf_labels[ends], labels])
        keys = _content_hashes(hashes[content], _direction(starts, ends))
        kept = _least(symbol, keys, max_paths)
        selected.append((symbol[kept] + first, starts[kept], ends[kept], labels[kept]))
    nothing = np.zeros(0, dtype=np.int64)
    symbol, starts, ends = (np.concatenate([nothing, *(part[column] for part in selected)]) for column in range(3))
    labels = np.concatenate([np.zeros((0, length), dtype=np.int64), *(part[3] for part in selected)])
    syntax_piece = np.full(len(graph.labels) + 1, -1, dtype=np.int32)
    for label in np.unique(labels[labels >= 0]).tolist():
        syntax_piece[label] = vocabulary.encode(graph.labels[label], NodeKind.NON_TERMINAL)[0]
    words, word_of_end = np.unique(leaf_labels[np.stack([starts, ends], axis=1)], return_inverse=True)
    return EncodedPaths(
        Ragged.of([vocabulary.encode(graph.labels[label], NodeKind.TOKEN) for label in words.tolist()]),
        syntax_piece[labels],
        word_of_end.reshape(-1, 2).astype(np.int32),
        _direction(starts, ends).astype(np.uint8),
        np.bincount(symbol, minlength=len(occurrences)).astype(np.int32),
    )


def _syntax_tree(graph: ProgramGraph, height: int) -> tuple[SyntaxTree, Numbers, Numbers]:
    """The tree, the token of each of its leaves, and the label of each inner node."""
    require_edges(graph, (EdgeType.CHILD,))
    kind = graph.node_kind
    (inner,), (tokens,) = np.nonzero(kind == NodeKind.NON_TERMINAL), np.nonzero(kind == NodeKind.TOKEN)
    number = np.full(graph.num_nodes + 1, -1, dtype=np.int64)
    number[inner] = np.arange(len(inner))
    above = np.full(graph.num_nodes, -1, dtype=np.int64)
    parents, children = graph.edges[EdgeType.CHILD]
    above[children] = parents
    is_leaf = np.array([_is_leaf(label) for label in graph.labels], dtype=np.bool_)[graph.node_label[tokens]]
    means_symbol = graph.edges[EdgeType.OCCURRENCE_OF][0] if EdgeType.OCCURRENCE_OF in graph.edges else tokens[:0]
    is_leaf |= np.isin(tokens, means_symbol)
    tree = SyntaxTree(number[above[inner]], number[above[tokens[is_leaf]]], height)
    return tree, np.flatnonzero(is_leaf), graph.node_label[inner].astype(np.int64)


def _is_leaf(label: str) -> bool:
    """Return whether a token is an identifier or a literal rather than punctuation or a keyword."""
    if label in _VALUES:
        return True
    return bool(label) and not iskeyword(label) and (label[0] in '_"' or label[0].isalnum() or label[1:2].isdigit())


def _candidates(tree: SyntaxTree, occurrences: Ragged, leaf_of_token: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Symbols, and the leaves between which paths of theirs may be taken."""
    counts = np.minimum(occurrences.lengths, _MAX_OCCURRENCES).astype(np.int64)
    symbol = np.repeat(np.arange(len(occurrences)), counts)
    rank = np.arange(len(symbol)) - np.repeat(np.cumsum(counts) - counts, counts)
    # Of many occurrences, some from the first to the last.
    step = (occurrences.lengths[symbol] - 1) / np.maximum(counts[symbol] - 1, 1)
    starts = leaf_of_token[occurrences.values[occurrences.starts[symbol] + np.rint(rank * step).astype(np.int64)]]
    following = np.where(rank + 1 < counts[symbol], np.roll(starts, -1), -1)
    ends = np.column_stack([starts, following, tree.leaves_around(starts, _LEAVES_A_NODE)])
    rows, columns = np.nonzero(ends >= 0)
    return symbol[rows], starts[rows], ends[rows, columns]


def _direction(starts: Numbers, ends: Numbers) -> Numbers:
    """0 where a path ends at its start, 1 where it ends behind it, 2 where before it."""
    return np.where(starts == ends, 0, np.where(ends > starts, 1, 2))


def _content_hashes(columns: Hashes, direction: Numbers) -> Hashes:
    """`[P]` hashes of `[P, C]` hashes of the parts of each path: FNV-1a by columns, then mixed (MurmurHash3)."""
    result = direction.astype(np.uint64) + np.uint64(0xCBF29CE484222325)
    for column in columns.T:
        result = (result ^ column) * np.uint64(0x100000001B3)
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        result = (result ^ (result >> np.uint64(33))) * np.uint64(factor)
    mixed: Hashes = result ^ (result >> np.uint64(33))
    return mixed


def _least(symbol: Numbers, keys: Hashes, most: int) -> Numbers:
    """Indices of at most so many paths of each symbol, by symbols and keys, none of them twice."""
    order = np.lexsort((keys, symbol))
    symbol, keys = symbol[order], keys[order]
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = (symbol[1:] != symbol[:-1]) | (keys[1:] != keys[:-1])
    order, symbol = order[is_new], symbol[is_new]
    rank = np.arange(len(order)) - np.searchsorted(symbol, symbol)
    return order[rank < most]
