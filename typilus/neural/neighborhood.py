"""The part of a graph that can reach given nodes within some steps, and no more of it than fits."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from typilus.neural.encoded_graph import EncodedGraph

__all__ = ["UNREACHED", "hop_distance", "neighborhoods", "subgraph"]

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
    """The graph of the given nodes, in the given order, with the given symbols (positions in `symbol_index`).

    Classes that lie outside are no longer among its definitions.
    """
    number = np.full(graph.num_nodes, -1, dtype=np.int32)
    number[nodes] = np.arange(len(nodes), dtype=np.int32)
    edge_index = number[graph.edge_index]
    inside = (edge_index >= 0).all(axis=0)
    starts = graph.piece_offsets[nodes]
    lengths = graph.piece_offsets[nodes + 1] - starts
    offsets = np.zeros(len(nodes) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    classes = number[graph.definition_index]
    flat = np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1], dtype=np.int32)
    return EncodedGraph(
        pieces=graph.pieces[flat],
        piece_offsets=offsets,
        role=graph.role[nodes],
        edge_index=edge_index[:, inside],
        edge_type=graph.edge_type[inside],
        symbol_index=number[graph.symbol_index[symbols]],
        definition_index=classes[classes >= 0],
    )


def neighborhoods(
    graph: EncodedGraph, symbols: npt.NDArray[np.integer], hops: int, limit: int
) -> Iterator[tuple[npt.NDArray[np.integer], EncodedGraph]]:
    """Cut a graph to what can reach the wanted symbols.

    Within `limit` nodes the cut changes nothing that the network could see. A larger neighborhood is shared among as
    many groups of symbols as it has times the limit (they lie in source order, so that groups stay local), each with
    the `limit` nodes nearest to it: all cuts together cost about as much as the whole file would.

    Args:
        graph: The whole graph.
        symbols: `[s]` positions in `symbol_index` of the wanted symbols.
        hops: Steps of message passing.
        limit: Greatest number of nodes of a cut.

    Yields:
        The symbols of the cut and the cut itself, nodes sorted by distance.
    """
    if len(symbols) == 0:
        return
    distance = hop_distance(graph.edge_index, graph.num_nodes, graph.symbol_index[symbols], hops)
    reached = int((distance < UNREACHED).sum())
    groups = np.array_split(symbols, min(-(-reached // limit), len(symbols)))
    for group in groups:
        if len(groups) > 1:
            distance = hop_distance(graph.edge_index, graph.num_nodes, graph.symbol_index[group], hops)
        nodes = np.argsort(distance, kind="stable")[: min(int((distance < UNREACHED).sum()), limit)]
        yield group, subgraph(graph, nodes, group)
