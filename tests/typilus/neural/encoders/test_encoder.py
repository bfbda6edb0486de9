"""The contract of encoders, held by every one that has a name."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest
import torch

from graph_extraction import ProgramGraph, extract, parse_source
from typilus.neural.encoders import ENCODERS, Encoder
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

TEXTS = (
    "class Till:\n    def pay(self, price, tax=0.2):\n        total = price * tax\n        return total\n",
    "def area(width, height):\n    return width * height\n\n\nx = area(1, 2)\n",
    "empty = []\n",
)
CONFIG = TrainingConfig(hidden_size=8, embedding_size=6, steps=3, dropout=0.0, piece_dropout=0.0)
VOCABULARY = Vocabulary(["till", "pay", "price", "tax", "area", "width", "height", "total"], 10)


@pytest.fixture(scope="module")
def graphs() -> list[ProgramGraph]:
    return [extract(parse_source(text, f"f{number}.py")) for number, text in enumerate(TEXTS)]


@pytest.fixture(scope="module", params=ENCODERS.names)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    torch.manual_seed(3)
    return ENCODERS.get(request.param)(CONFIG, VOCABULARY).double().eval()


def embedded(encoder: Encoder, graphs: Sequence[ProgramGraph], positions: Sequence[Sequence[int]]) -> torch.Tensor:
    """Embeddings at some positions of each file, all in one batch."""
    parts = [
        part
        for graph, wanted in zip(graphs, positions, strict=True)
        for _, part in encoder.cut(encoder.prepare(graph), np.array(wanted, dtype=np.int64))
    ]
    result: torch.Tensor = encoder(encoder.collate(parts))
    return result


def positions_of(encoder: Encoder, graph: ProgramGraph) -> list[int]:
    """All that the encoder embeds of a file: its symbols, and behind them its classes."""
    return list(range(len(graph.symbols) + (len(graph.definitions) if encoder.embeds_classes else 0)))


def test_every_wanted_position_comes_once_and_in_order(encoder: Encoder, graphs: list[ProgramGraph]) -> None:
    for graph in graphs:
        for wanted in (positions_of(encoder, graph), positions_of(encoder, graph)[::2]):
            parts = list(encoder.cut(encoder.prepare(graph), np.array(wanted, dtype=np.int64)))
            assert [position for positions, _ in parts for position in positions.tolist()] == wanted


def test_a_batch_has_an_embedding_for_each_position(encoder: Encoder, graphs: list[ProgramGraph]) -> None:
    positions = [positions_of(encoder, graph) for graph in graphs]
    found = embedded(encoder, graphs, positions)
    assert found.shape == (sum(map(len, positions)), CONFIG.embedding_size)
    assert torch.isfinite(found).all()


def test_files_of_a_batch_do_not_see_each_other(encoder: Encoder, graphs: list[ProgramGraph]) -> None:
    positions = [positions_of(encoder, graph) for graph in graphs]
    alone = [embedded(encoder, [graph], [wanted]) for graph, wanted in zip(graphs, positions, strict=True)]
    torch.testing.assert_close(embedded(encoder, graphs, positions), torch.cat(alone))
    torch.testing.assert_close(embedded(encoder, graphs[::-1], positions[::-1]), torch.cat(alone[::-1]))


def test_what_else_is_wanted_changes_no_embedding(encoder: Encoder, graphs: list[ProgramGraph]) -> None:
    everything = embedded(encoder, graphs[:1], [positions_of(encoder, graphs[0])])
    for position in positions_of(encoder, graphs[0]):
        torch.testing.assert_close(embedded(encoder, graphs[:1], [[position]]), everything[position : position + 1])


def test_the_same_seed_gives_the_same_embeddings(encoder: Encoder, graphs: list[ProgramGraph]) -> None:
    positions = [positions_of(encoder, graph) for graph in graphs]
    torch.manual_seed(3)
    again = type(encoder)(CONFIG, VOCABULARY).double().eval()
    found, expected = (embedded(each, graphs, positions) for each in (again, encoder))
    assert torch.equal(found, expected)


def test_every_weight_learns(encoder: Encoder, graphs: list[ProgramGraph]) -> None:
    """Pieces that occur nowhere in a batch learn from others."""
    (loss,) = embedded(encoder, graphs, [positions_of(encoder, graph) for graph in graphs]).pow(2).sum()[None]
    weights = dict(encoder.named_parameters())
    gradients = torch.autograd.grad(loss, list(weights.values()))
    for name, gradient in zip(weights, gradients, strict=True):
        assert torch.isfinite(gradient).all(), name
        assert gradient.abs().sum() > 0, name


@pytest.mark.parametrize("limit", [1, 10, 40])
def test_parts_of_a_large_file_keep_to_the_limit(encoder: Encoder, graphs: list[ProgramGraph], limit: int) -> None:
    config = dataclasses.replace(CONFIG, node_limit=limit)
    small = type(encoder)(config, VOCABULARY).double().eval()
    small.load_state_dict(encoder.state_dict())
    for graph in graphs:
        wanted = positions_of(small, graph)
        parts = list(small.cut(small.prepare(graph), np.array(wanted, dtype=np.int64)))
        assert [position for positions, _ in parts for position in positions.tolist()] == wanted
        assert all(part.size <= limit or len(positions) == 1 for positions, part in parts)
        found = small(small.collate([part for _, part in parts]))
        assert found.shape == (len(wanted), CONFIG.embedding_size)
        assert (found.abs().sum(dim=1) > 0).all()


def test_sizes_add_up(encoder: Encoder, graphs: list[ProgramGraph]) -> None:
    """The costs by which batches are filled are those of what is read."""
    prepared = [encoder.prepare(graph) for graph in graphs]
    assert all(file.size > 0 for file in prepared)
    batch = encoder.collate(prepared)
    assert 0 < batch.size <= sum(file.size for file in prepared)
    assert batch.to(torch.device("cpu")).size == batch.size


def test_expected_shapes_are_those_of_the_weights(encoder: Encoder) -> None:
    weights = encoder.state_dict()
    for name, shape in type(encoder).expected_shapes(CONFIG, len(VOCABULARY)).items():
        assert tuple(weights[name].shape) == shape


def test_an_encoder_knows_what_it_was_made_of(encoder: Encoder) -> None:
    assert encoder.config is CONFIG
    assert encoder.vocabulary is VOCABULARY
    assert encoder.device == torch.device("cpu")


def test_the_bare_contract_does_nothing(graphs: list[ProgramGraph]) -> None:
    bare = Encoder(CONFIG, VOCABULARY)
    assert not bare.embeds_classes
    assert bare.expected_shapes(CONFIG, 3) == {}
    with pytest.raises(NotImplementedError):
        bare.prepare(graphs[0])
    with pytest.raises(NotImplementedError):
        bare.cut(None, np.arange(1))
    with pytest.raises(NotImplementedError):
        bare.collate([])
    with pytest.raises(NotImplementedError):
        bare(None)
