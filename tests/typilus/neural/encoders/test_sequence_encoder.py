"""Two recurrent layers with consistent symbols between them, token by token."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.typilus.neural.random_tokens import random_tokens
from tests.typilus.neural.test_bidirectional_gru import run_by_run
from tests.typilus.neural.test_token_batches import literal_consistency, literal_means
from typilus.neural.encoded_tokens import EncodedTokens
from typilus.neural.encoders.name_states import PieceStates
from typilus.neural.encoders.sequence_encoder import SequenceEncoder
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def encoder() -> SequenceEncoder:
    torch.manual_seed(1)
    config = TrainingConfig(hidden_size=8, embedding_size=6)
    return SequenceEncoder(config, Vocabulary([f"p{i}" for i in range(40)], 10)).double().eval()


def pieces_of(encoder: SequenceEncoder) -> PieceStates:
    assert isinstance(encoder.pieces, PieceStates)
    return encoder.pieces


def literal_encoder(encoder: SequenceEncoder, file: EncodedTokens) -> Tensor:
    offsets = file.pieces.offsets.tolist()
    bags = [file.pieces.values[a:b].tolist() for a, b in itertools.pairwise(offsets)]
    x = torch.stack([pieces_of(encoder).weight[bag].mean(dim=0) for bag in bags])
    x = literal_consistency(run_by_run(encoder.first, x, [len(x)]), file)
    x = run_by_run(encoder.second, x, [len(x)])
    embedded: Tensor = encoder.output(literal_means(x, file)[file.wanted.tolist()])
    return embedded


@pytest.mark.parametrize("seeds", [[0], [1, 2, 3]])
def test_a_batch_gives_what_the_paper_says_of_each_file(encoder: SequenceEncoder, seeds: list[int]) -> None:
    files = [random_tokens(seed, num_tokens=30 + 9 * seed) for seed in seeds]
    expected = torch.cat([literal_encoder(encoder, file) for file in files])
    torch.testing.assert_close(encoder(encoder.collate(files)), expected)


def test_runs_of_a_part_do_not_see_each_other_but_for_their_symbols(encoder: SequenceEncoder) -> None:
    whole = random_tokens(4, num_tokens=40)
    runs = [13, 27]
    part = EncodedTokens(whole.pieces, torch.tensor(runs, dtype=torch.int32).numpy(), whole.occurrences, whole.wanted)
    x = pieces_of(encoder)(encoder.collate([part]).pieces, encoder.collate([part]).piece_offset)
    x = literal_consistency(run_by_run(encoder.first, x, runs), whole)
    x = run_by_run(encoder.second, x, runs)
    expected = encoder.output(literal_means(x, whole)[whole.wanted.tolist()])
    torch.testing.assert_close(encoder(encoder.collate([part])), expected)


def test_a_long_file_is_read_in_runs_about_equally_long(encoder: SequenceEncoder) -> None:
    """31 tokens in runs of at most 12 are read as a part of runs of 11, 10 and 10 tokens is; 12 are one run."""
    config = dataclasses.replace(encoder.config, run_length=12)
    cutting = SequenceEncoder(config, encoder.vocabulary).double().eval()
    cutting.load_state_dict(encoder.state_dict())
    files = [random_tokens(5, num_tokens=31), random_tokens(6, num_tokens=12)]
    parts = [dataclasses.replace(files[0], run_lengths=np.array([11, 10, 10], dtype=np.int32)), files[1]]
    torch.testing.assert_close(cutting(cutting.collate(files)), encoder(encoder.collate(parts)))
