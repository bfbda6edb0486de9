"""The pruned plans must give what updating every node with every message gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from graph_extraction.graph import TABLE_1
from tests.typilus.neural.random_batches import random_graph
from typilus.neural.batching import GraphBatch
from typilus.neural.batching import collate as collated
from typilus.neural.convolutions import GatedRelationalConv
from typilus.neural.encoded_graph import EncodedGraph
from typilus.neural.encoders.graph_encoder import GraphEncoder
from typilus.neural.encoders.name_states import PieceStates
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary


def collate(graphs: Sequence[EncodedGraph], steps: int) -> GraphBatch:
    return collated(graphs, steps, len(TABLE_1))


def literal_step(conv: GatedRelationalConv, x: Tensor, graph: EncodedGraph, initial: Tensor | None) -> Tensor:
    """Eq. 6 node by node and edge by edge."""
    incoming: list[list[Tensor]] = [[] for _ in range(len(x))]
    for source, target, kind in zip(*graph.edge_index.tolist(), graph.edge_type.tolist(), strict=True):
        incoming[target].append(x[source] @ conv.weight[kind])
        incoming[source].append(x[target] @ conv.weight[kind + len(TABLE_1)])
    aggregated = torch.stack(
        [torch.stack(messages).amax(dim=0) if messages else torch.zeros_like(x[0]) for messages in incoming]
    )
    if initial is not None:
        aggregated = torch.cat([aggregated, initial], dim=1)
    updated: Tensor = conv.gru(aggregated, x)
    return updated


def pieces_of(encoder: GraphEncoder) -> PieceStates:
    assert isinstance(encoder.pieces, PieceStates)
    return encoder.pieces


def roles_of(encoder: GraphEncoder) -> nn.Embedding:
    assert encoder.roles is not None
    return encoder.roles


def convolution_of(step: nn.Module) -> GatedRelationalConv:
    assert isinstance(step, GatedRelationalConv)
    return step


def literal_encoder(encoder: GraphEncoder, graph: EncodedGraph) -> Tensor:
    states = []
    for node in range(graph.num_nodes):
        pieces = graph.pieces[graph.piece_offsets[node] : graph.piece_offsets[node + 1]].astype(np.int64)
        states.append(pieces_of(encoder).weight[pieces].mean(dim=0) + roles_of(encoder).weight[int(graph.role[node])])
    initial = x = torch.stack(states)
    for _ in range(encoder.steps - 1):
        x = literal_step(convolution_of(encoder.shared), x, graph, None)
    x = literal_step(convolution_of(encoder.last), x, graph, initial)
    embedded: Tensor = encoder.output(x[graph.symbol_index.astype(np.int64)])
    return embedded


def encoder_of(steps: int) -> GraphEncoder:
    torch.manual_seed(1)
    config = TrainingConfig(hidden_size=8, embedding_size=6, steps=steps, piece_dropout=0.0)
    return GraphEncoder(config, Vocabulary([f"p{i}" for i in range(40)], 10)).double().eval()


def test_piece_dropout_leaves_out_pieces_in_training_only() -> None:
    encoder = encoder_of(3)
    encoder.dropout.p = 0.0
    batch = collate([random_graph(0), random_graph(1)], 3)
    whole = encoder.initial_states(batch)
    pieces_of(encoder).piece_dropout = 0.5
    torch.testing.assert_close(encoder.initial_states(batch), whole)
    encoder.train()
    torch.manual_seed(0)
    kept = torch.rand(len(batch.pieces)) >= 0.5
    torch.manual_seed(0)
    ends = [*batch.piece_offset[1:].tolist(), len(batch.pieces)]
    bags = [
        pieces_of(encoder).weight[batch.pieces[start:end][kept[start:end]]]
        for start, end in zip(batch.piece_offset.tolist(), ends, strict=True)
    ]
    assert any(len(bag) == 0 for bag in bags)
    assert not kept.all()
    means = [bag.mean(dim=0) if len(bag) else torch.zeros_like(whole[0]) for bag in bags]
    torch.testing.assert_close(encoder.initial_states(batch), torch.stack(means) + roles_of(encoder)(batch.role))


@pytest.mark.parametrize("roles", [True, False])
def test_without_steps_a_symbol_is_its_name(roles: bool) -> None:
    torch.manual_seed(1)
    config = TrainingConfig(hidden_size=8, embedding_size=6, steps=0, roles=roles)
    encoder = GraphEncoder(config, Vocabulary([f"p{i}" for i in range(40)], 10)).double().eval()
    graphs = [random_graph(0), random_graph(1)]
    states = []
    for graph in graphs:
        for node in graph.symbol_index.tolist():
            pieces = graph.pieces[graph.piece_offsets[node] : graph.piece_offsets[node + 1]].astype(np.int64)
            state = pieces_of(encoder).weight[pieces].mean(dim=0)
            states.append(state + roles_of(encoder).weight[int(graph.role[node])] if roles else state)
    batch = encoder.collate(graphs)
    assert batch.size == len(states)  # no other node is read
    torch.testing.assert_close(encoder(batch), encoder.output(torch.stack(states)))
    assert (encoder.roles is not None) is roles
    assert not any(name.startswith(("shared", "last")) for name in encoder.state_dict())


@pytest.mark.parametrize("steps", [1, 3, 8])
@pytest.mark.parametrize("seeds", [[0], [1, 2, 3]])
def test_a_batch_gives_what_the_formula_gives_each_graph(steps: int, seeds: Sequence[int]) -> None:
    encoder = encoder_of(steps)
    graphs = [random_graph(seed) for seed in seeds]
    expected = torch.cat([literal_encoder(encoder, graph) for graph in graphs])
    torch.testing.assert_close(encoder(collate(graphs, steps)), expected)


def test_gradients_are_those_of_the_formula() -> None:
    encoder = encoder_of(3)
    graph = random_graph(5)
    weights = list(encoder.parameters())
    expected = torch.autograd.grad(literal_encoder(encoder, graph).pow(2).sum(), weights)
    found = torch.autograd.grad(encoder(collate([graph], 3)).pow(2).sum(), weights)
    for left, right in zip(found, expected, strict=True):
        torch.testing.assert_close(left, right)


def test_graphs_do_not_see_each_other() -> None:
    encoder = encoder_of(4)
    alone = encoder(collate([random_graph(7)], 4))
    together = encoder(collate([random_graph(6), random_graph(7)], 4))
    torch.testing.assert_close(together[-len(alone) :], alone)


def test_a_node_without_messages_receives_zero() -> None:
    graph = random_graph(0, num_nodes=5, num_edges=0, num_symbols=2)
    conv = GatedRelationalConv(4, 2 * len(TABLE_1)).double()
    plan = collate([graph], 1).plans[0]
    assert conv.receive(torch.ones(2, 4, dtype=torch.float64), plan).tolist() == [[0.0] * 4] * 2
