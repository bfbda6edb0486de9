"""The tokens of one file as arrays of numbers, and the symbols that they mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph_extraction import EdgeType, NodeKind, ProgramGraph
from typilus.neural.encoded_graph import require_edges
from typilus.neural.ragged import IntArray, Ragged
from typilus.neural.vocabulary import Vocabulary

__all__ = ["EncodedTokens", "encode_tokens", "token_occurrences", "wanted_symbols"]


@dataclass(frozen=True, slots=True, eq=False)
class EncodedTokens:
    """T tokens in the order of the text, and the K symbols that they mean.

    Attributes:
        pieces: The piece numbers of each token.
        run_lengths: `[R]` int32, lengths of the runs of consecutive tokens; a whole file is one run.
        occurrences: The tokens of each symbol, ascending. Functions, imports and the like are symbols here, too.
        wanted: `[S]` int32, the numbers of the symbols to be embedded.
    """

    pieces: Ragged
    run_lengths: IntArray
    occurrences: Ragged
    wanted: IntArray

    @property
    def num_tokens(self) -> int:
        """T."""
        return len(self.pieces)

    @property
    def size(self) -> int:
        """T, by which the cost of a batch is reckoned."""
        return self.num_tokens


def encode_tokens(graph: ProgramGraph, vocabulary: Vocabulary) -> EncodedTokens:
    """Encode all tokens of a graph, punctuation included. Its classes are wanted behind its symbols.

    Raises:
        TypilusError: The graph was extracted without occurrences.
    """
    is_token = graph.node_kind == NodeKind.TOKEN
    labels, label_of_token = np.unique(graph.node_label[is_token], return_inverse=True)
    pieces = Ragged.of([vocabulary.encode(graph.labels[label], NodeKind.TOKEN) for label in labels.tolist()])
    return EncodedTokens(
        pieces.take(label_of_token),
        np.array([is_token.sum()], dtype=np.int32),
        token_occurrences(graph),
        wanted_symbols(graph),
    )


def token_occurrences(graph: ProgramGraph) -> Ragged:
    """The tokens that mean each SYMBOL node, both numbered among their kind.

    The name in a function's definition means both the function and what it returns: it is the one occurrence of a
    return.

    Raises:
        TypilusError: The graph was extracted without occurrences.
    """
    require_edges(graph, (EdgeType.OCCURRENCE_OF,))
    nodes, symbols = graph.edges[EdgeType.OCCURRENCE_OF]
    is_token, is_symbol = graph.node_kind == NodeKind.TOKEN, graph.node_kind == NodeKind.SYMBOL
    token_number, symbol_number = np.cumsum(is_token) - 1, np.cumsum(is_symbol) - 1
    kept = is_token[nodes]
    return Ragged.grouped(token_number[nodes[kept]], symbol_number[symbols[kept]], int(is_symbol.sum()))


def wanted_symbols(graph: ProgramGraph) -> IntArray:
    """Numbers of `graph.symbols` and, behind them, of `graph.definitions` among the SYMBOL nodes."""
    symbol_number = np.cumsum(graph.node_kind == NodeKind.SYMBOL, dtype=np.int32) - 1
    nodes = [occurrence.node for occurrences in (graph.symbols, graph.definitions) for occurrence in occurrences]
    numbers: IntArray = symbol_number[np.array(nodes, dtype=np.int64)]
    return numbers
