"""Random encoded graphs for tests of the tensors."""

from __future__ import annotations

import numpy as np

from graph_extraction.graph import TABLE_1
from typilus.neural.encoded_graph import NUM_ROLES, EncodedGraph


def random_graph(seed: int, num_nodes: int = 30, num_edges: int = 60, num_symbols: int = 4) -> EncodedGraph:
    """A graph without any structure; edges may repeat and some nodes have none."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, 5, num_nodes)
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return EncodedGraph(
        pieces=rng.integers(0, 50, int(offsets[-1])).astype(np.int32),
        piece_offsets=offsets,
        role=rng.integers(0, NUM_ROLES, num_nodes).astype(np.uint8),
        edge_index=rng.integers(0, num_nodes, (2, num_edges)).astype(np.int32),
        edge_type=rng.integers(0, len(TABLE_1), num_edges).astype(np.uint8),
        symbol_index=rng.choice(num_nodes, num_symbols, replace=False).astype(np.int32),
        definition_index=rng.choice(num_nodes, 3, replace=False).astype(np.int32),
    )
