"""GIN: the sum of what a node's labeled messages let through, by the formula."""

from __future__ import annotations

import torch

from graph_extraction.graph import TABLE_1
from tests.typilus.neural.random_batches import random_graph
from typilus.neural.batching import collate
from typilus.neural.convolutions.gin_convolution import GatedGINConv


def test_each_node_receives_its_own_state_and_the_sum_of_its_messages() -> None:
    torch.manual_seed(2)
    conv = GatedGINConv(4, 2 * len(TABLE_1)).double()
    plan = collate([random_graph(1)], 2, len(TABLE_1)).plans[-1]
    x = torch.randn(30, 4, dtype=torch.float64)
    edges, relation = plan.edges()
    summed = x[: plan.num_targets].clone()
    for source, target, kind in zip(*edges.tolist(), relation.tolist(), strict=True):
        summed[target] += torch.relu(x[source] + conv.relations.weight[kind])
    torch.testing.assert_close(conv.receive(x, edges, relation, plan.num_targets), conv.messages.nn(summed))
