"""Contributions sum to what they explain, and what is not connected has none."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn
from torch_geometric.explain import Explainer, Explanation
from torch_geometric.explain.algorithm.utils import clear_masks, set_masks

from tests.typilus.neural.random_batches import random_graph
from typilus.neural.batching import collate
from typilus.neural.convolutions import GatedRelationalConv
from typilus.neural.explaining import IntegratedGradients

SIZE = 4


class Network(nn.Module):
    """Two steps, read at one node."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.batch = collate([random_graph(1, num_symbols=1)], 2, 8)
        self.conv = GatedRelationalConv(SIZE, 16).double()

    def forward(self, x: Tensor, edge_index: Tensor) -> Tensor:
        for plan in self.batch.plans:
            x = self.conv(x, plan)
        return x[self.batch.symbol_index].log_softmax(1)


@pytest.fixture(scope="module")
def explained() -> tuple[Network, Tensor, Explanation]:
    network = Network()
    x = torch.randn(len(network.batch.role), SIZE, dtype=torch.float64, generator=torch.Generator().manual_seed(5))
    settings = {"mode": "multiclass_classification", "task_level": "graph", "return_type": "log_probs"}
    explainer = Explainer(network, IntegratedGradients(400), "phenomenon", settings, "object", "object")
    return network, x, explainer(x, network.batch.plans[0].edges()[0], target=torch.tensor([2]))


def test_contributions_of_nodes_sum_to_the_difference(explained: tuple[Network, Tensor, Explanation]) -> None:
    network, x, explanation = explained
    edges = explanation.edge_index
    with torch.no_grad():
        difference = network(x, edges)[0, 2] - network(torch.zeros_like(x), edges)[0, 2]
    assert explanation.node_mask.sum().item() == pytest.approx(difference.item(), abs=1e-3)


def test_contributions_of_messages_sum_to_the_difference(explained: tuple[Network, Tensor, Explanation]) -> None:
    network, x, explanation = explained
    edges, contributions = explanation.edge_index, explanation.edge_mask
    with torch.no_grad():
        whole = network(x, edges)[0, 2]
        set_masks(network, torch.zeros_like(contributions), edges, apply_sigmoid=False)
        difference = whole - network(x, edges)[0, 2]
        clear_masks(network)
    assert difference.abs() > 0.01
    assert contributions.sum().item() == pytest.approx(difference.item(), abs=1e-3)
    assert network.conv.explain is None, "the network is as it was"
