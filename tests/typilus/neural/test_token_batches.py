"""Batches of tokens, and the consistency of symbols, against loops."""

from __future__ import annotations

import itertools

import torch
from torch import Tensor

from tests.typilus.neural.random_tokens import random_tokens
from typilus.neural.encoded_tokens import EncodedTokens
from typilus.neural.token_batches import collate_tokens, made_consistent, symbol_means

FILES = [random_tokens(seed, num_tokens=20 + 7 * seed, num_symbols=6 + seed) for seed in range(3)]


def lists(file: EncodedTokens) -> list[list[int]]:
    offsets = file.occurrences.offsets.tolist()
    return [file.occurrences.values[a:b].tolist() for a, b in itertools.pairwise(offsets)]


def literal_means(x: Tensor, file: EncodedTokens) -> Tensor:
    rows = []
    for tokens in lists(file):
        total = torch.zeros_like(x[0])
        for token in tokens:
            total = total + x[token]
        rows.append(total / max(len(tokens), 1))
    return torch.stack(rows)


def literal_consistency(x: Tensor, file: EncodedTokens) -> Tensor:
    means, result = literal_means(x, file), x.clone()
    for symbol, tokens in enumerate(lists(file)):
        for token in tokens:
            result[token] = result[token] + means[symbol]
    return result


def test_means_and_consistency_are_those_of_each_file_by_itself() -> None:
    states = [torch.randn(file.num_tokens, 5, dtype=torch.float64) for file in FILES]
    batch = collate_tokens(FILES)
    assert any(not tokens for file in FILES for tokens in lists(file))
    means = torch.cat([literal_means(x, file) for x, file in zip(states, FILES, strict=True)])
    torch.testing.assert_close(symbol_means(torch.cat(states), batch), means)
    consistent = torch.cat([literal_consistency(x, file) for x, file in zip(states, FILES, strict=True)])
    torch.testing.assert_close(made_consistent(torch.cat(states), batch), consistent)


def test_wanted_symbols_are_those_of_the_files() -> None:
    batch = collate_tokens(FILES)
    expected, before = [], 0
    for file in FILES:
        expected += [before + number for number in file.wanted.tolist()]
        before += len(file.occurrences)
    assert batch.wanted.tolist() == expected
    assert batch.size == sum(file.size for file in FILES)
    assert batch.run_lengths == (20, 27, 34)


def test_pieces_follow_their_tokens() -> None:
    batch = collate_tokens(FILES)
    ends = [*batch.piece_offset.tolist()[1:], len(batch.pieces)]
    found = [batch.pieces[a:b].tolist() for a, b in zip(batch.piece_offset.tolist(), ends, strict=True)]
    expected = []
    for file in FILES:
        offsets = file.pieces.offsets.tolist()
        expected += [file.pieces.values[a:b].tolist() for a, b in itertools.pairwise(offsets)]
    assert found == expected


def test_a_batch_of_nothing() -> None:
    batch = collate_tokens([])
    assert batch.size == len(batch.wanted) == 0
    assert symbol_means(torch.zeros(0, 3), batch).shape == (0, 3)
