"""The syntax paths of many files as one batch of tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from typilus.neural.encoded_paths import EncodedPaths
from typilus.neural.ragged import Ragged

__all__ = ["PathBatch", "collate_paths"]


@dataclass(frozen=True, slots=True)
class PathBatch:
    """P paths of S symbols. Q ways through the syntax are distinct: most occur in many paths.

    Attributes:
        pieces: `[V]` int64, piece numbers of all words.
        piece_offset: `[W]` int64, index of each word's first piece.
        ways: `[Q, L]` int64, piece numbers of the syntax nodes of each way, 0 behind its end.
        way_lengths: `[Q]` int64, on the CPU, where torch wants it.
        way: `[P]` int64, the way of each path.
        ends: `[P, 2]` int64, the words at both ends of each path.
        direction: `[P]` int64, where the other end lies.
        symbol: `[P]` int64, the symbol of each path.
        num_symbols: S.
    """

    pieces: Tensor
    piece_offset: Tensor
    ways: Tensor
    way_lengths: Tensor
    way: Tensor
    ends: Tensor
    direction: Tensor
    symbol: Tensor
    num_symbols: int

    @property
    def size(self) -> int:
        """P."""
        return len(self.way)

    def to(self, device: torch.device) -> PathBatch:
        """The same batch on a device."""
        return PathBatch(
            self.pieces.to(device),
            self.piece_offset.to(device),
            self.ways.to(device),
            self.way_lengths,
            self.way.to(device),
            self.ends.to(device),
            self.direction.to(device),
            self.symbol.to(device),
            self.num_symbols,
        )


def collate_paths(parts: Sequence[EncodedPaths]) -> PathBatch:
    """Join parts of files into one batch."""
    words = Ragged.joined(part.words for part in parts)
    words_before = np.cumsum([0, *(len(part.words) for part in parts)])[: len(parts)]
    ends = [part.ends + before for part, before in zip(parts, words_before, strict=True)]
    counts = np.concatenate([part.counts for part in parts])
    ways, way = np.unique(np.concatenate([part.steps for part in parts]), axis=0, return_inverse=True)
    return PathBatch(
        _tensor(words.values),
        _tensor(words.starts),
        _tensor(ways.clip(min=0)),
        _tensor((ways >= 0).sum(axis=1)),
        _tensor(way.reshape(-1)),
        _tensor(np.concatenate(ends)),
        _tensor(np.concatenate([part.direction for part in parts])),
        _tensor(np.repeat(np.arange(len(counts)), counts)),
        len(counts),
    )


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(array.astype(np.int64))
