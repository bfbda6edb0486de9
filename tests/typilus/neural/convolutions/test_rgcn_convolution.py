"""R-GCN: the mean of each relation's messages, by the formula."""

from __future__ import annotations

import torch

from graph_extraction.graph import TABLE_1
from tests.typilus.neural.random_batches import random_graph
from typilus.neural.batching import collate
from typilus.neural.convolutions.rgcn_convolution import GatedRGCNConv


def test_each_node_receives_the_sum_of_the_means_of_its_relations() -> None:
    torch.manual_seed(2)
    conv = GatedRGCNConv(4, 2 * len(TABLE_1)).double()
    plan = collate([random_graph(1)], 2, len(TABLE_1)).plans[-1]
    x = torch.randn(30, 4, dtype=torch.float64)
    edges, relation = plan.edges()
    expected = conv.messages.bias.repeat(plan.num_targets, 1).clone()
    for target in range(plan.num_targets):
        for kind in range(2 * len(TABLE_1)):
            sources = edges[0, (edges[1] == target) & (relation == kind)]
            if len(sources):
                expected[target] += x[sources].mean(dim=0) @ conv.messages.weight[kind]
    received = conv.receive(x, edges, relation, plan.num_targets)
    torch.testing.assert_close(received, expected)
    torch.testing.assert_close(conv(x, plan), conv.gru(expected, x[: plan.num_targets]))
