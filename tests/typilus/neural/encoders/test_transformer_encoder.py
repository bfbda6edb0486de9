"""Layers of local attention with consistent symbols between them, token by token."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from tests.typilus.neural.random_tokens import random_tokens
from tests.typilus.neural.test_local_attention import literal_attention
from tests.typilus.neural.test_token_batches import literal_consistency, literal_means
from typilus.neural.encoded_tokens import EncodedTokens
from typilus.neural.encoders.name_states import PieceStates
from typilus.neural.encoders.transformer_encoder import TransformerEncoder
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def encoder() -> TransformerEncoder:
    torch.manual_seed(1)
    config = TrainingConfig(hidden_size=8, embedding_size=6, layers=3, heads=2, window=5)
    return TransformerEncoder(config, Vocabulary([f"p{i}" for i in range(40)], 10)).double().eval()


def pieces_of(encoder: TransformerEncoder) -> PieceStates:
    assert isinstance(encoder.pieces, PieceStates)
    return encoder.pieces


def literal_encoder(encoder: TransformerEncoder, file: EncodedTokens) -> Tensor:
    offsets = file.pieces.offsets.tolist()
    bags = [file.pieces.values[a:b].tolist() for a, b in itertools.pairwise(offsets)]
    x = torch.stack([pieces_of(encoder).weight[bag].mean(dim=0) for bag in bags])
    layers: list[Any] = list(encoder.layers)
    for number, layer in enumerate(layers):
        if number:
            x = literal_consistency(x, file)
        x = x + literal_attention(layer.attention, layer.attention_norm(x), [len(x)])
        x = x + layer.narrow(functional.gelu(layer.widen(layer.token_norm(x))))
    embedded: Tensor = encoder.output(literal_means(encoder.norm(x), file)[file.wanted.tolist()])
    return embedded


@pytest.mark.parametrize("seeds", [[0], [1, 2]])
def test_a_batch_gives_what_the_formula_gives_each_file(encoder: TransformerEncoder, seeds: list[int]) -> None:
    files = [random_tokens(seed, num_tokens=21 + 3 * seed) for seed in seeds]
    expected = torch.cat([literal_encoder(encoder, file) for file in files])
    torch.testing.assert_close(encoder(encoder.collate(files)), expected)
