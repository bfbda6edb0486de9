"""Plans of messages, followed with whole numbers: they give what updating every node with every message gives."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.typilus.neural.random_batches import random_graph
from typilus.neural.encoded_graph import EncodedGraph
from typilus.neural.message_plans import BLOCK, GraphPlan, plan_batch

RELATIONS = 9
MODULUS = 1_000_003
# A message multiplies by its relation's factor, a node adds all that it gets to three times its own state.
FACTORS = 7 + 4 * np.arange(2 * RELATIONS)

IntArray = npt.NDArray[np.int64]


def literal(graph: EncodedGraph, steps: int) -> list[int]:
    """The states of a graph's symbols, every node updated in every step from every edge, in both directions."""
    states = graph.role.astype(np.int64) + 1
    for _ in range(steps):
        received = np.zeros_like(states)
        for source, target, kind in zip(*graph.edge_index.tolist(), graph.edge_type.tolist(), strict=True):
            received[target] += states[source] * FACTORS[kind]
            received[source] += states[target] * FACTORS[kind + RELATIONS]
        states = (3 * states + received) % MODULUS
    found: list[int] = states[graph.symbol_index].tolist()
    return found


def followed(plan: GraphPlan) -> list[int]:
    """The same by the plan: rows are transformed once, messages point at rows, and a prefix of nodes is updated."""
    states = plan.role + 1
    for step in plan.steps:
        relation = np.repeat(np.arange(2 * RELATIONS), step.row_counts)
        rows = states[step.row_source] * FACTORS[relation]
        ends = [*step.message_offset[1:].tolist(), len(step.message_row)]
        received = np.array(
            [
                rows[step.message_row[start:end]].sum()
                for start, end in zip(step.message_offset.tolist(), ends, strict=True)
            ],
            dtype=np.int64,
        )
        states = (3 * states[: step.num_targets] + received) % MODULUS
    found: list[int] = states[plan.symbol_index].tolist()
    return found


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=3), st.integers(1, 5), st.integers(0, 60))
@settings(max_examples=30, deadline=None)
def test_a_plan_gives_what_all_messages_give(seeds: list[int], steps: int, num_edges: int) -> None:
    graphs = [random_graph(seed, num_nodes=25, num_edges=num_edges) for seed in seeds]
    expected = [state for graph in graphs for state in literal(graph, steps)]
    assert followed(plan_batch(graphs, steps, RELATIONS)) == expected


@pytest.mark.parametrize("seed", range(3))
def test_a_row_is_made_once_however_many_messages_leave_it(seed: int) -> None:
    """Twice the same edges: twice the messages, the same rows."""
    graph = random_graph(seed, num_nodes=40, num_edges=90)
    twice = EncodedGraph(
        graph.pieces,
        graph.piece_offsets,
        graph.role,
        np.concatenate([graph.edge_index, graph.edge_index], axis=1),
        np.concatenate([graph.edge_type, graph.edge_type]),
        graph.symbol_index,
        graph.definition_index,
    )
    for one, two in zip(plan_batch([graph], 3, RELATIONS).steps, plan_batch([twice], 3, RELATIONS).steps, strict=True):
        assert two.row_counts == one.row_counts
        assert np.array_equal(two.row_source, one.row_source)
        assert len(two.message_row) == 2 * len(one.message_row)


def test_steps_come_nearer_to_the_symbols() -> None:
    plan = plan_batch([random_graph(4, num_nodes=2_000, num_edges=2_600, num_symbols=5)], 6, RELATIONS)
    heights = [step.num_targets for step in plan.steps]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < heights[0] < 2_000
    assert all(0 <= row < len(step.row_source) for step in plan.steps for row in step.message_row.tolist())
    assert all(len(step.row_source) == sum(step.row_counts) for step in plan.steps)
    assert all(count % BLOCK == 0 for step in plan.steps for count in step.row_counts)


def test_symbols_know_their_graph_and_keep_their_order() -> None:
    graphs = [random_graph(seed, num_symbols=count) for seed, count in ((1, 3), (2, 5), (3, 1))]
    plan = plan_batch(graphs, 2, RELATIONS)
    assert plan.batch.tolist() == [0] * 3 + [1] * 5 + [2]
    roles = [role for graph in graphs for role in graph.role[graph.symbol_index].tolist()]
    assert plan.role[plan.symbol_index].tolist() == roles


def test_one_graph_in_a_batch_is_planned_as_alone() -> None:
    """The order of graphs changes where nodes are, not what symbols get."""
    graphs = [random_graph(seed) for seed in (5, 6)]
    forward, backward = (followed(plan_batch(batch, 3, RELATIONS)) for batch in (graphs, graphs[::-1]))
    assert forward == backward[4:] + backward[:4]
    assert forward[:4] == followed(plan_batch(graphs[:1], 3, RELATIONS))


def test_a_node_that_no_step_can_reach_is_left_out() -> None:
    graph = random_graph(0, num_nodes=50, num_edges=0, num_symbols=4)
    plan = plan_batch([graph], 4, RELATIONS)
    assert len(plan.role) == 4
    assert all(len(step.message_row) == 0 for step in plan.steps)
    assert len(plan.piece_offset) == 4
