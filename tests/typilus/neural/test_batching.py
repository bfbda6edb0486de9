"""Batches: later steps do less, pieces and roles follow their nodes."""

from __future__ import annotations

import numpy as np

from graph_extraction import TABLE_1
from tests.typilus.neural.random_batches import random_graph
from typilus.neural.batching import collate
from typilus.neural.message_plans import BLOCK


def test_later_steps_update_fewer_nodes() -> None:
    batch = collate([random_graph(3, num_nodes=9000, num_edges=12000, num_symbols=200)], 5, len(TABLE_1))
    targets = [plan.num_targets for plan in batch.plans]
    assert targets == sorted(targets, reverse=True)
    assert len(batch.symbol_index) <= targets[-1] < len(batch.role) / 2
    assert all(len(plan.row_counts) == 2 * len(TABLE_1) for plan in batch.plans)


def test_heights_of_matrices_recur() -> None:
    for seed in range(3):
        graph = random_graph(seed, num_nodes=3000, num_edges=9000, num_symbols=40)
        for plan in collate([graph], 3, len(TABLE_1)).plans[1:]:
            assert plan.num_targets % BLOCK == 0
            assert all(count % BLOCK == 0 for count in plan.row_counts)
            assert len(plan.row_source) == sum(plan.row_counts)


def test_pieces_and_roles_follow_their_nodes() -> None:
    graphs = [random_graph(seed, num_nodes=40, num_edges=90) for seed in range(3)]
    batch = collate(graphs, 8, len(TABLE_1))
    ends = [*batch.piece_offset.tolist()[1:], len(batch.pieces)]
    found = [
        (int(batch.role[node]), tuple(batch.pieces[batch.piece_offset[node] : ends[node]].tolist()))
        for node in batch.symbol_index.tolist()
    ]
    expected = []
    for graph in graphs:
        for node in graph.symbol_index.tolist():
            own = graph.pieces[graph.piece_offsets[node] : graph.piece_offsets[node + 1]]
            expected.append((int(graph.role[node]), tuple(own.tolist())))
    assert found == expected
    assert batch.batch.tolist() == np.repeat(np.arange(3), 4).tolist()


def test_nodes_out_of_reach_are_left_out() -> None:
    graph = random_graph(1, num_nodes=300, num_edges=200, num_symbols=2)
    assert len(collate([graph], 2, len(TABLE_1)).role) < graph.num_nodes
