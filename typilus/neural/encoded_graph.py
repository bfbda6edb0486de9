"""One graph as arrays of numbers, ready to be batched.

Punctuation and keywords are contracted: they repeat what the syntax nodes already say, make up four of ten nodes, and
lengthen every path. Their neighbors in the token chain become each other's neighbors, so that eight steps of message
passing reach further at less cost.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from graph_extraction import EdgeType, NodeKind, ProgramGraph, SymbolKind
from typilus.errors import TypilusError
from typilus.neural.vocabulary import Vocabulary

__all__ = ["NUM_ROLES", "EncodedGraph", "encode", "kept_nodes", "require_edges"]

_KEPT_KEYWORDS: Final = frozenset(
    {"and", "or", "not", "in", "is", "None", "True", "False", "pass", "break", "continue"}
)
_CONTRACTED: Final = (frozenset(keyword.kwlist) - _KEPT_KEYWORDS) | frozenset("()[]{},:.;@=") | {"->", ":="}

NUM_ROLES: Final = len(NodeKind) + len(SymbolKind)
_SYMBOL_ROLE: Final = {kind: len(NodeKind) + number for number, kind in enumerate(SymbolKind)}

IntArray = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class EncodedGraph:
    """A graph of N nodes as arrays.

    Attributes:
        pieces: `[P]` int32, the piece numbers of all nodes after one another.
        piece_offsets: `[N + 1]` int32, node i has `pieces[piece_offsets[i]:piece_offsets[i + 1]]`.
        role: `[N]` uint8, node kind, or kind of symbol for nodes that are predictable symbols.
        edge_index: `[2, E]` int32, sources and targets, forward edges only.
        edge_type: `[E]` uint8, the number of each edge's type among the network's relations.
        symbol_index: `[S]` int32, the nodes of the graph's symbols, in their order.
        definition_index: `[C]` int32, the nodes of the names of the classes that the file defines, in their order.
    """

    pieces: IntArray
    piece_offsets: IntArray
    role: npt.NDArray[np.uint8]
    edge_index: IntArray
    edge_type: npt.NDArray[np.uint8]
    symbol_index: IntArray
    definition_index: IntArray

    @property
    def num_nodes(self) -> int:
        """N."""
        return len(self.role)

    @property
    def size(self) -> int:
        """N, by which the cost of a batch is reckoned."""
        return self.num_nodes

    def with_definitions(self) -> EncodedGraph:
        """The same graph whose classes are `C` further symbols behind its own, for a network that embeds both."""
        return replace(self, symbol_index=np.concatenate([self.symbol_index, self.definition_index]))


def encode(
    graph: ProgramGraph, vocabulary: Vocabulary, relations: Sequence[str], *, contracted: bool = True
) -> EncodedGraph:
    """Encode a graph and keep the order of its symbols.

    Args:
        graph: The graph.
        vocabulary: Numbers of the pieces of labels.
        relations: Names of the edge types that the network knows; edges of others are left out.
        contracted: Whether punctuation and keywords are left out.

    Raises:
        TypilusError: The graph was extracted without edges of a type that the network knows.
    """
    require_edges(graph, (EdgeType.OCCURRENCE_OF, EdgeType.SUBTOKEN_OF, *relations))
    keep = kept_nodes(graph) if contracted else np.ones(graph.num_nodes, np.bool_)
    new_number = np.cumsum(keep, dtype=np.int32) - 1
    edge_index, edge_type = _edges(graph, keep, new_number, relations)
    role = graph.node_kind.copy()
    for symbol in graph.symbols:
        role[symbol.node] = _SYMBOL_ROLE[symbol.kind]
    pieces, offsets = _pieces(graph, keep, vocabulary)
    symbols, classes = (
        new_number[np.fromiter((occurrence.node for occurrence in occurrences), dtype=np.int64, count=len(occurrences))]
        for occurrences in (graph.symbols, graph.definitions)
    )
    return EncodedGraph(pieces, offsets, role[keep], edge_index, edge_type, symbols, classes)


def require_edges(graph: ProgramGraph, relations: Iterable[str]) -> None:
    """Check that a graph has the edges that a network reads.

    Raises:
        TypilusError: It was extracted without edges of one of these types.
    """
    for relation in relations:
        if relation not in graph.edges:
            raise TypilusError(
                f"{graph.path}: its graph has no {relation} edges, which the network was trained with; extract it with "
                "the pass that adds them"
            )


def kept_nodes(graph: ProgramGraph) -> npt.NDArray[np.bool_]:
    """`[N]` whether a node is left when punctuation and keywords are contracted."""
    dropped_label = np.fromiter((label in _CONTRACTED for label in graph.labels), np.bool_, count=len(graph.labels))
    keep: npt.NDArray[np.bool_] = ~((graph.node_kind == NodeKind.TOKEN) & dropped_label[graph.node_label])
    # Symbols and vocabulary hang on identifiers; a soft keyword used as a name must stay.
    for edge_type in (EdgeType.OCCURRENCE_OF, EdgeType.SUBTOKEN_OF):
        keep[graph.edges[edge_type][0]] = True
    return keep


def _edges(
    graph: ProgramGraph, keep: npt.NDArray[np.bool_], new_number: IntArray, relations: Sequence[str]
) -> tuple[IntArray, npt.NDArray[np.uint8]]:
    indices, types = [], []
    for number, edge_type in enumerate(map(EdgeType, relations)):
        edges = graph.edges[edge_type]
        if edge_type == EdgeType.NEXT_TOKEN:
            edges = _contracted_chain(edges, keep)
        else:
            edges = edges[:, keep[edges[0]] & keep[edges[1]]]
        indices.append(new_number[edges])
        types.append(np.full(edges.shape[1], number, dtype=np.uint8))
    return np.concatenate(indices, axis=1, dtype=np.int32), np.concatenate(types)


def _contracted_chain(edges: IntArray, keep: npt.NDArray[np.bool_]) -> IntArray:
    """Return the token chain without contracted tokens, in source order."""
    if edges.shape[1] == 0:
        return edges
    order = np.concatenate([edges[0, :1], edges[1]])
    order = order[keep[order]]
    return np.stack([order[:-1], order[1:]])


def _pieces(graph: ProgramGraph, keep: npt.NDArray[np.bool_], vocabulary: Vocabulary) -> tuple[IntArray, IntArray]:
    kinds = [NodeKind(kind) for kind in range(len(NodeKind))]
    labels = graph.labels
    encoded = [
        vocabulary.encode(labels[label], kinds[kind])
        for label, kind in zip(graph.node_label[keep].tolist(), graph.node_kind[keep].tolist(), strict=True)
    ]
    lengths = np.fromiter(map(len, encoded), dtype=np.int32, count=len(encoded))
    offsets = np.zeros(len(encoded) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    pieces = np.fromiter((number for numbers in encoded for number in numbers), dtype=np.int32, count=int(offsets[-1]))
    return pieces, offsets
