"""The plan by which messages flow in a batch of graphs, as arrays.

Only symbol nodes are read at the end, so a node d hops away from every wanted symbol matters up to step T - d only.
Nodes are sorted by that distance: the nodes that a step has to update are a prefix, and so are the messages to them.
The result equals updating everything, at about two thirds of the cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.neural.encoded_graph import EncodedGraph
from typilus.neural.neighborhood import hop_distance

__all__ = ["BLOCK", "GraphPlan", "StepPlan", "plan_batch"]

IntArray = npt.NDArray[np.int64]
BLOCK = 256
"""Heights of matrices are multiples of it in torch, so that they recur: products in bfloat16 are compiled for their
shapes, which took a third of the time when every batch had shapes of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class StepPlan:
    """The messages of one step.

    Each distinct pair of relation and source is transformed once (R rows, grouped by relation); a message is one of
    those rows on its way to a target. Rows and targets are rounded up to blocks: no message leaves a row that was
    added, none reaches a target that was, and nobody reads its state.

    Attributes:
        num_targets: The first `num_targets` nodes are updated.
        row_source: `[R]` source node of each row.
        row_counts: How many rows each relation and direction has.
        message_row: `[M]` the row of each message, grouped by target.
        message_offset: `[num_targets]` where each target's messages start.
    """

    num_targets: int
    row_source: IntArray
    row_counts: tuple[int, ...]
    message_row: IntArray
    message_offset: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class GraphPlan:
    """A batch of graphs with N nodes and S symbols.

    Attributes:
        pieces: `[P]` piece numbers of all nodes.
        piece_offset: `[N]` where each node's pieces start.
        role: `[N]` role of each node.
        steps: One plan a step.
        symbol_index: `[S]` nodes of the wanted symbols, graph after graph.
        batch: `[S]` the graph of each symbol.
    """

    pieces: IntArray
    piece_offset: IntArray
    role: IntArray
    steps: tuple[StepPlan, ...]
    symbol_index: IntArray
    batch: IntArray


def plan_batch(graphs: Sequence[EncodedGraph], steps: int, num_edge_types: int, block: int = BLOCK) -> GraphPlan:
    """Join graphs into one batch for some steps of message passing along some edge types, in both directions.

    Heights of matrices are rounded up to multiples of `block`.
    """
    sizes = np.array([graph.num_nodes for graph in graphs], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    num_nodes = int(starts[-1])
    edge_index = np.concatenate(
        [graph.edge_index + start for graph, start in zip(graphs, starts, strict=False)], axis=1, dtype=np.int32
    )
    edge_type = np.concatenate([graph.edge_type for graph in graphs])
    symbols = np.concatenate([graph.symbol_index + start for graph, start in zip(graphs, starts, strict=False)])
    symbol_graph = np.repeat(np.arange(len(graphs)), [len(graph.symbol_index) for graph in graphs])

    distance = hop_distance(edge_index, num_nodes, symbols, steps)
    order = np.argsort(distance, kind="stable")
    number = np.empty(num_nodes, dtype=np.int32)
    number[order] = np.arange(num_nodes, dtype=np.int32)
    # How many nodes lie within d hops: beyond `steps` hops nothing can reach a symbol.
    within = np.searchsorted(distance[order], np.arange(steps + 1), side="right")
    order = order[: within[-1]]

    pieces, offsets = _ordered_pieces(graphs, order)
    role = np.concatenate([graph.role for graph in graphs])[order]
    return GraphPlan(
        pieces.astype(np.int64),
        offsets.astype(np.int64),
        role.astype(np.int64),
        _step_plans(number[edge_index], edge_type, within, num_edge_types, block),
        number[symbols].astype(np.int64),
        symbol_graph.astype(np.int64),
    )


def _ordered_pieces(
    graphs: Sequence[EncodedGraph], order: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    pieces = np.concatenate([graph.pieces for graph in graphs])
    lengths = np.concatenate([np.diff(graph.piece_offsets) for graph in graphs]).astype(np.int64)
    starts = np.cumsum(lengths) - lengths
    lengths, starts = lengths[order], starts[order]
    offsets = np.cumsum(lengths) - lengths
    flat = np.repeat(starts - offsets, lengths) + np.arange(lengths.sum())
    return pieces[flat], offsets


def _step_plans(
    edge_index: npt.NDArray[np.int32],
    edge_type: npt.NDArray[np.uint8],
    within: IntArray,
    num_edge_types: int,
    block: int,
) -> tuple[StepPlan, ...]:
    """Return one plan for each step. Step t of T updates the nodes within T - t hops from those within T - t + 1."""
    num_nodes = int(within[-1])
    source = np.concatenate([edge_index[0], edge_index[1]])
    target = np.concatenate([edge_index[1], edge_index[0]])
    relation = np.concatenate([edge_type, edge_type + num_edge_types]).astype(np.int64)
    inside = (source < num_nodes) & (target < num_nodes)
    source, target, relation = source[inside], target[inside], relation[inside]
    by_target = np.argsort(target, kind="stable")
    source, target, relation = source[by_target], target[by_target], relation[by_target]
    message_offset = np.searchsorted(target, np.arange(num_nodes + 1)).astype(np.int64)
    # Rows: distinct (relation, source), sorted so that each relation is one slice.
    keys, message_row = _numbered(relation * max(num_nodes, 1) + source)
    row_relation, row_source = np.divmod(keys, max(num_nodes, 1))

    plans: list[StepPlan] = []
    steps, available = len(within) - 1, num_nodes
    for step in range(steps):
        num_sources, num_targets = int(within[steps - step]), int(within[steps - step - 1])
        kept = np.flatnonzero(row_source < num_sources)
        counts = np.bincount(row_relation[kept], minlength=2 * num_edge_types)
        blocks = -(-counts // block) * block
        # A kept row moves up by what the relations before its own were rounded up by.
        row = np.arange(len(kept)) + (np.cumsum(blocks - counts) - (blocks - counts))[row_relation[kept]]
        sources = np.zeros(int(blocks.sum()), np.int64)
        sources[row] = row_source[kept]
        renumbered = np.zeros(len(row_source), np.int64)
        renumbered[kept] = row
        num_messages = message_offset[num_targets]
        available = min(-(-num_targets // block) * block, available)
        offset = np.full(available, num_messages)
        offset[:num_targets] = message_offset[:num_targets]
        plans.append(
            StepPlan(available, sources, tuple(blocks.tolist()), renumbered[message_row[:num_messages]], offset)
        )
    return tuple(plans)


def _numbered(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The distinct values in order, and which of them each value is: `np.unique`, which imports masked arrays."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    is_first = np.diff(ordered, prepend=ordered[:1] - 1) != 0
    numbers = np.empty(len(values), np.int64)
    numbers[order] = np.cumsum(is_first) - 1
    return ordered[is_first], numbers
