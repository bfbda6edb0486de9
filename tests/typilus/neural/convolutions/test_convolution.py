"""All convolutions by their names: what a step sees, and that it is trained and read back like any other."""

from __future__ import annotations

import dataclasses
import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from graph_extraction.graph import TABLE_1
from tests.typilus.neural.random_batches import random_graph
from typilus.errors import TypilusError
from typilus.neural.batching import MessagePlan, collate
from typilus.neural.convolutions import CONVOLUTIONS
from typilus.neural.encoders.graph_encoder import GraphEncoder
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

SIZE = 8
RELATIONS = 2 * len(TABLE_1)


@pytest.fixture(params=CONVOLUTIONS.names)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def conv(name: str) -> nn.Module:
    torch.manual_seed(3)
    return CONVOLUTIONS.get(name)(SIZE, RELATIONS).double()


def plan_of(seed: int, steps: int = 2) -> tuple[MessagePlan, ...]:
    return collate([random_graph(seed)], steps, len(TABLE_1)).plans


def test_all_names() -> None:
    assert CONVOLUTIONS.names == ("gated", "gatv2", "gin", "rgcn")
    with pytest.raises(TypilusError, match="no convolution is called 'gat'; choose gated, gatv2, gin, rgcn"):
        CONVOLUTIONS.get("gat")


def test_targets_are_updated_from_their_sources_alone(conv: nn.Module) -> None:
    plan = plan_of(4)[-1]
    x = torch.randn(30, SIZE, dtype=torch.float64, requires_grad=True)
    updated = conv(x, plan)
    assert updated.shape == (plan.num_targets, SIZE)
    sources, targets = plan.edges()[0]
    target = int(targets[0])
    (gradient,) = torch.autograd.grad(updated[target].sum(), x)
    seen = set(gradient.abs().sum(dim=1).nonzero().flatten().tolist())
    allowed = {target, *sources[targets == target].tolist()}
    assert {target} < seen <= allowed


def test_relations_differ(conv: nn.Module) -> None:
    x = torch.randn(3, SIZE, dtype=torch.float64)
    counts = (1, 1, *[0] * (RELATIONS - 2))
    found = [
        conv(x, MessagePlan(1, torch.tensor(sources), counts, torch.tensor([0, 1]), torch.tensor([0])))
        for sources in ([1, 2], [2, 1])  # the first by relation 0, the second by relation 1
    ]
    assert not torch.allclose(found[0], found[1])


def test_the_order_of_messages_makes_no_difference(conv: nn.Module) -> None:
    plan = plan_of(4)[0]
    x = torch.randn(30, SIZE, dtype=torch.float64)
    ends = [*plan.message_offset.tolist(), len(plan.message_row)]
    parts = [plan.message_row[start:end].flip(0) for start, end in pairwise(ends)]
    turned = dataclasses.replace(plan, message_row=torch.cat(parts))
    assert not torch.equal(turned.message_row, plan.message_row)
    torch.testing.assert_close(conv(x, turned), conv(x, plan))


def encoder_of(name: str) -> GraphEncoder:
    torch.manual_seed(1)
    config = TrainingConfig(hidden_size=SIZE, embedding_size=6, steps=3, convolution=name)
    return GraphEncoder(config, Vocabulary([f"p{i}" for i in range(40)], 10)).eval()


def test_graphs_of_a_batch_do_not_see_each_other(name: str) -> None:
    encoder = encoder_of(name).double()
    alone = encoder(collate([random_graph(7)], 3, len(TABLE_1)))
    together = encoder(collate([random_graph(6), random_graph(7)], 3, len(TABLE_1)))
    torch.testing.assert_close(together[-len(alone) :], alone)


def test_every_weight_of_a_step_is_trained_in_bfloat16_too(name: str) -> None:
    encoder = encoder_of(name)
    batch = collate([random_graph(seed) for seed in range(4)], 3, len(TABLE_1))
    with torch.autocast("cpu", torch.bfloat16):
        embedded: Tensor = encoder(batch)
    torch.autograd.backward(embedded.float().pow(2).sum())
    for weight_name, weight in encoder.named_parameters():
        assert weight.grad is not None, weight_name
        assert torch.isfinite(weight.grad).all(), weight_name
        assert weight.grad.any(), weight_name


def test_the_same_seed_gives_the_same_weights(name: str) -> None:
    first, second = encoder_of(name).state_dict(), encoder_of(name).state_dict()
    assert first.keys() == second.keys()
    assert all(torch.equal(first[each], second[each]) for each in first)


def test_expected_shapes_are_those_of_the_weights(name: str) -> None:
    encoder = encoder_of(name)
    weights = encoder.state_dict()
    for weight, shape in GraphEncoder.expected_shapes(encoder.config, len(encoder.vocabulary)).items():
        assert tuple(weights[weight].shape) == shape


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_library_leaves_no_module_behind(name: str, temporary: Path) -> None:
    CONVOLUTIONS.get(name)(SIZE, RELATIONS)
    assert not list(temporary.iterdir())


def test_a_plan_as_a_graph() -> None:
    graph = random_graph(3)
    graph = dataclasses.replace(graph, symbol_index=np.arange(graph.num_nodes, dtype=np.int32))
    (plan,) = collate([graph], 1, len(TABLE_1)).plans
    (sources, targets), relations = plan.edges()
    found = sorted(zip(sources.tolist(), targets.tolist(), relations.tolist(), strict=True))
    forward = [*zip(*graph.edge_index.tolist(), graph.edge_type.tolist(), strict=True)]
    back = [(target, source, kind + len(TABLE_1)) for source, target, kind in forward]
    assert found == sorted(forward + back)
    assert targets.tolist() == sorted(targets.tolist())
