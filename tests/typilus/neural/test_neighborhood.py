from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typilus.neural.random_batches import random_graph
from typilus.neural.neighborhood import UNREACHED, hop_distance, neighborhoods


@given(st.integers(0, 10_000), st.integers(0, 6))
@settings(max_examples=30, deadline=None)
def test_hop_distance_is_the_undirected_shortest_path(seed: int, hops: int) -> None:
    graph = random_graph(seed)
    neighbors: dict[int, set[int]] = {node: set() for node in range(graph.num_nodes)}
    for source, target in graph.edge_index.T.tolist():
        neighbors[source].add(target)
        neighbors[target].add(source)
    expected = dict.fromkeys(range(graph.num_nodes), int(UNREACHED))
    frontier = set(graph.symbol_index.tolist())
    for distance in range(hops + 1):
        expected.update(dict.fromkeys(frontier, distance))
        frontier = {far for near in frontier for far in neighbors[near] if expected[far] == UNREACHED}
    found = hop_distance(graph.edge_index, graph.num_nodes, graph.symbol_index, hops)
    assert found.tolist() == [expected[node] for node in range(graph.num_nodes)]


@given(st.integers(0, 10_000), st.integers(5, 40))
@settings(max_examples=30, deadline=None)
def test_cuts_hold_every_wanted_symbol_once_and_keep_to_the_limit(seed: int, limit: int) -> None:
    graph = random_graph(seed, num_nodes=120, num_edges=200, num_symbols=60)
    wanted = np.arange(0, 60, 2)
    seen: list[int] = []
    for symbols, cut in neighborhoods(graph, wanted, hops=3, limit=max(limit, 32)):
        seen.extend(symbols.tolist())
        assert cut.num_nodes <= max(limit, 32)
        assert (cut.symbol_index >= 0).all()
        for position, symbol in enumerate(symbols.tolist()):
            old, new = graph.symbol_index[symbol], cut.symbol_index[position]
            assert graph.role[old] == cut.role[new]
            old_pieces = graph.pieces[graph.piece_offsets[old] : graph.piece_offsets[old + 1]]
            new_pieces = cut.pieces[cut.piece_offsets[new] : cut.piece_offsets[new + 1]]
            assert old_pieces.tolist() == new_pieces.tolist()
    assert seen == wanted.tolist()


def test_nothing_wanted_gives_nothing() -> None:
    assert list(neighborhoods(random_graph(0), np.array([], dtype=np.int64), 3, 10)) == []
