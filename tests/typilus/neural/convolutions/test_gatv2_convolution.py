"""GATv2: attention among a node's messages, by the formula."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from graph_extraction.graph import TABLE_1
from tests.typilus.neural.random_batches import random_graph
from typilus.neural.batching import collate
from typilus.neural.convolutions.gatv2_convolution import GatedGATv2Conv


@pytest.mark.parametrize(("size", "heads"), [(8, 4), (6, 2), (5, 1)])
def test_each_node_receives_what_it_attends_to(size: int, heads: int) -> None:
    torch.manual_seed(2)
    conv = GatedGATv2Conv(size, 2 * len(TABLE_1)).double()
    plan = collate([random_graph(1)], 2, len(TABLE_1)).plans[-1]
    x = torch.randn(30, size, dtype=torch.float64)
    edges, relation = plan.edges()
    layer = conv.messages
    assert layer.heads == heads
    expected = layer.bias.repeat(plan.num_targets, 1).clone()
    for target in set(edges[1].tolist()):
        chosen = edges[1] == target
        left = layer.lin_l(x[edges[0, chosen]]).view(-1, heads, size // heads)
        right = layer.lin_r(x[target]).view(heads, size // heads)
        labels = layer.lin_edge(conv.relations(relation[chosen])).view(-1, heads, size // heads)
        scores = (functional.leaky_relu(left + right + labels, 0.2) * layer.att).sum(dim=-1)
        expected[target] += (scores.softmax(dim=0)[..., None] * left).sum(dim=0).flatten()
    torch.testing.assert_close(conv.receive(x, edges, relation, plan.num_targets), expected)
