"""The part of a graph that can reach given nodes within some steps, and no more of it than fits."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from typilus.data.encoding import EncodedGraph

IntArray = npt.NDArray[np.int32]
UNREACHED = np.int32(2**30)


def hop_distance(edge_index: IntArray, num_nodes: int, seeds: npt.NDArray[np.integer], hops: int) -> IntArray:
    """`[N]` distance of each node to the nearest seed along edges in either direction, `UNREACHED` beyond `hops`."""
    distance = np.full(num_nodes, UNREACHED, dtype=np.int32)
    distance[seeds] = 0
    source, target = edge_index
    for hop in range(1, hops + 1):
        before = distance == hop - 1
        touched = np.concatenate([target[before[source]], source[before[target]]])
        touched = touched[distance[touched] == UNREACHED]
        if touched.size == 0:
            break
        distance[touched] = hop
    return distance


def subgraph(graph: EncodedGraph, nodes: npt.NDArray[np.integer], symbols: npt.NDArray[np.integer]) -> EncodedGraph:
    """The graph of the given nodes, in the given order, with the given symbols (positions in `symbol_index`)."""
    number = np.full(graph.num_nodes, -1, dtype=np.int32)
    number[nodes] = np.arange(len(nodes), dtype=np.int32)
    edge_index = number[graph.edge_index]
    inside = (edge_index >= 0).all(axis=0)
    starts = graph.piece_offsets[nodes]
    lengths = graph.piece_offsets[nodes + 1] - starts
    offsets = np.zeros(len(nodes) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    flat = np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1], dtype=np.int32)
    return EncodedGraph(
        pieces=graph.pieces[flat],
        piece_offsets=offsets,
        role=graph.role[nodes],
        edge_index=edge_index[:, inside],
        edge_type=graph.edge_type[inside],
        symbol_index=number[graph.symbol_index[symbols]],
    )


def neighbourhoods(
    graph: EncodedGraph, symbols: npt.NDArray[np.integer], hops: int, limit: int
) -> Iterator[tuple[npt.NDArray[np.integer], EncodedGraph]]:
    """Cut a graph to what can reach the wanted symbols.

    Within `limit` nodes the cut changes nothing that the network could see. Where the neighbourhood is larger, the
    symbols are halved (they lie in source order, so that halves stay local) until it fits or `limit` cuts the farthest
    nodes of a single group of at most 32 symbols.

    Args:
        graph: the whole graph.
        symbols: `[s]` positions in `symbol_index` of the wanted symbols.
        hops: steps of message passing.
        limit: greatest number of nodes of a cut.

    Yields:
        the symbols of the cut and the cut itself, nodes sorted by distance.
    """
    if len(symbols) == 0:
        return
    seeds = graph.symbol_index[symbols]
    distance = hop_distance(graph.edge_index, graph.num_nodes, seeds, hops)
    reached = int((distance < UNREACHED).sum())
    if reached > limit and len(symbols) > 32:
        middle = len(symbols) // 2
        yield from neighbourhoods(graph, symbols[:middle], hops, limit)
        yield from neighbourhoods(graph, symbols[middle:], hops, limit)
        return
    nodes = np.argsort(distance, kind="stable")[: min(reached, limit)]
    yield symbols, subgraph(graph, nodes, symbols)
