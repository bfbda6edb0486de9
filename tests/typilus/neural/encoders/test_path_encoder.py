"""Self-weighted means of paths, path by path."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from tests.typilus.neural.test_path_batches import random_paths
from typilus.neural.encoded_paths import EncodedPaths
from typilus.neural.encoders.path_encoder import PathEncoder
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def encoder() -> PathEncoder:
    torch.manual_seed(1)
    config = TrainingConfig(hidden_size=8, embedding_size=6)
    return PathEncoder(config, Vocabulary([f"p{i}" for i in range(40)], 10)).double().eval()


def literal_encoder(encoder: PathEncoder, file: EncodedPaths) -> Tensor:
    symbols = [symbol for symbol, count in enumerate(file.counts.tolist()) for _ in range(count)]
    totals, norms = torch.zeros(len(file.counts), 8).double(), torch.zeros(len(file.counts)).double()
    for row, symbol in enumerate(symbols):
        steps = [step for step in file.steps[row].tolist() if step >= 0]
        _, (last, _) = encoder.lstm(encoder.pieces.weight[steps])
        words = [file.words.take(file.ends[row, side : side + 1]).values.tolist() for side in range(2)]
        start, end = (encoder.pieces.weight[word].mean(dim=0) for word in words)
        direction = encoder.directions.weight[int(file.direction[row])]
        path = torch.tanh(encoder.join(torch.cat([last[0], last[1], start, end, direction])))
        weight = encoder.weigh(path).sigmoid()[0]
        totals[symbol] += weight * path
        norms[symbol] += weight
    embedded: Tensor = encoder.output(totals / norms.clamp(min=1e-6)[:, None])
    return embedded


@pytest.mark.parametrize("seeds", [[0], [1, 2, 3]])
def test_a_batch_gives_what_the_formula_gives_each_file(encoder: PathEncoder, seeds: list[int]) -> None:
    files = [random_paths(seed) for seed in seeds]
    with torch.no_grad():
        expected = torch.cat([literal_encoder(encoder, file) for file in files])
    torch.testing.assert_close(encoder(encoder.collate(files)), expected)


def test_a_symbol_without_paths_lies_at_the_origin(encoder: PathEncoder) -> None:
    file = random_paths(0)
    assert file.counts[-1] == 0
    assert encoder(encoder.collate([file]))[-1].tolist() == [0.0] * 6
