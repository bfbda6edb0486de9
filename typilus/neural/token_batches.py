"""The tokens of many files as one batch of tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from typilus.neural.encoded_tokens import EncodedTokens
from typilus.neural.ragged import Ragged

__all__ = ["TokenBatch", "collate_tokens", "made_consistent", "symbol_means"]


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """T tokens of some files, run after run and without padding, and the K symbols that they mean.

    Attributes:
        pieces: `[P]` int64, piece numbers of all tokens.
        piece_offset: `[T]` int64, index of each token's first piece.
        run_lengths: Number of tokens of each run; runs do not see each other.
        occurrence_token: `[O]` int64, the tokens of the symbols, symbol after symbol.
        occurrence_symbol: `[O]` int64, the symbol of each of these.
        occurrence_offset: `[K]` int64, index of each symbol's first occurrence.
        wanted: `[S]` int64, the symbols to be embedded, file after file.
    """

    pieces: Tensor
    piece_offset: Tensor
    run_lengths: tuple[int, ...]
    occurrence_token: Tensor
    occurrence_symbol: Tensor
    occurrence_offset: Tensor
    wanted: Tensor

    @property
    def size(self) -> int:
        """T."""
        return len(self.piece_offset)

    def to(self, device: torch.device) -> TokenBatch:
        """The same batch on a device."""
        return TokenBatch(
            self.pieces.to(device),
            self.piece_offset.to(device),
            self.run_lengths,
            self.occurrence_token.to(device),
            self.occurrence_symbol.to(device),
            self.occurrence_offset.to(device),
            self.wanted.to(device),
        )


def collate_tokens(parts: Sequence[EncodedTokens]) -> TokenBatch:
    """Join parts of files into one batch."""
    pieces = Ragged.joined(part.pieces for part in parts)
    occurrences = Ragged.joined(part.occurrences for part in parts)
    tokens_before = _before([part.num_tokens for part in parts])
    symbols_before = _before([len(part.occurrences) for part in parts])
    token_shift = np.repeat(tokens_before, [len(part.occurrences.values) for part in parts])
    wanted = [part.wanted + before for part, before in zip(parts, symbols_before, strict=True)]
    return TokenBatch(
        _tensor(pieces.values),
        _tensor(pieces.starts),
        tuple(length for part in parts for length in part.run_lengths.tolist()),
        _tensor(occurrences.values + token_shift),
        _tensor(np.repeat(np.arange(len(occurrences)), occurrences.lengths)),
        _tensor(occurrences.starts),
        _tensor(np.concatenate([np.zeros(0), *wanted])),
    )


def symbol_means(x: Tensor, batch: TokenBatch) -> Tensor:
    """`[K, H]` mean of the states of each symbol's occurrences, 0 for a symbol that has none.

    Args:
        x: `[T, H]` states of the tokens.
        batch: The tokens.
    """
    means: Tensor = functional.embedding_bag(batch.occurrence_token, x, batch.occurrence_offset, mode="mean")
    return means


def made_consistent(x: Tensor, batch: TokenBatch) -> Tensor:
    """`[T, H]` states to which the mean of each symbol is added at all of its occurrences (DeepTyper, section 4.2).

    Args:
        x: `[T, H]` states of the tokens.
        batch: The tokens.
    """
    added = symbol_means(x, batch).index_select(0, batch.occurrence_symbol)
    return x.index_add(0, batch.occurrence_token, added)


def _before(counts: Sequence[int]) -> list[int]:
    """The number of items before each part."""
    return [0, *np.cumsum(counts).tolist()][: len(counts)]


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(array.astype(np.int64))
