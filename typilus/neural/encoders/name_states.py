"""The initial state of a node, from its label: subtokens, a whole token, or characters (paper, Eq. 7 and Table 4)."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import MAX_CHARACTERS

__all__ = ["CharacterStates", "PieceStates", "name_shapes", "name_states"]

_CHARACTER_SIZE: Final = 16
_FILTER_WIDTHS: Final = (2, 3, 4)


def name_states(config: TrainingConfig, num_pieces: int) -> PieceStates | CharacterStates:
    """The module that a configuration asks for, which maps `[P]` pieces and `[N]` offsets to `[N, H]`."""
    if config.initial_states == "characters":
        return CharacterStates(num_pieces, config.hidden_size)
    return PieceStates(num_pieces, config.hidden_size, config.piece_dropout)


def name_shapes(config: TrainingConfig, num_pieces: int) -> dict[str, tuple[int, ...]]:
    """The shapes of weights, below `pieces`, that tell the sizes of such a module (see `Encoder.expected_shapes`)."""
    if config.initial_states == "characters":
        return {"pieces.characters.weight": (num_pieces + 1, _CHARACTER_SIZE)}
    return {"pieces.weight": (num_pieces, config.hidden_size)}


class PieceStates(nn.Embedding):
    """Means of the embeddings of each node's pieces (Eq. 7), of which a whole token is one.

    Args:
        num_pieces: Size of the vocabulary.
        size: H.
        piece_dropout: Probability with which a piece is left out in training. A node without any is 0.
    """

    def __init__(self, num_pieces: int, size: int, piece_dropout: float) -> None:
        super().__init__(num_pieces, size)
        nn.init.normal_(self.weight, std=0.5)
        self.piece_dropout = piece_dropout

    def forward(self, pieces: Tensor, offset: Tensor) -> Tensor:  # type: ignore[override]
        """`[N, H]` from the `[P]` pieces of all nodes and where each node's begin, `[N]`."""
        if not (self.training and self.piece_dropout):
            return functional.embedding_bag(pieces, self.weight, offset, mode="mean")
        kept = torch.rand(len(pieces), device=pieces.device) >= self.piece_dropout
        before = functional.pad(kept.cumsum(0), (1, 0))
        counts = before[functional.pad(offset[1:], (0, 1), value=len(pieces))] - before[offset]
        # Weighed, not selected: how many are left is known on the device alone.
        weights = kept.to(self.weight.dtype)
        sums = functional.embedding_bag(pieces, self.weight, offset, mode="sum", per_sample_weights=weights)
        return sums / counts.clamp(min=1)[:, None]


class CharacterStates(nn.Module):
    """The greatest responses of filters that run over a label's characters (Kim et al. 2016), without their highway.

    Args:
        num_characters: Size of the vocabulary.
        size: H, also the number of filters of each width.
    """

    def __init__(self, num_characters: int, size: int) -> None:
        super().__init__()
        self.characters = nn.Embedding(num_characters + 1, _CHARACTER_SIZE, padding_idx=num_characters)
        self.filters = nn.ModuleList(nn.Conv1d(_CHARACTER_SIZE, size, width) for width in _FILTER_WIDTHS)
        self.output = nn.Linear(len(_FILTER_WIDTHS) * size, size)

    def forward(self, characters: Tensor, offset: Tensor) -> Tensor:
        """`[N, H]` from the `[P]` characters of all nodes, at least one each, and where each node's begin, `[N]`."""
        lengths = functional.pad(offset[1:], (0, 1), value=len(characters)) - offset
        position = torch.arange(MAX_CHARACTERS, device=offset.device)
        index = (offset[:, None] + position).clamp(max=len(characters) - 1)
        padding = self.characters.num_embeddings - 1
        rows = torch.where(position < lengths[:, None], characters[index], padding)
        labels, label_of_node = torch.unique(rows, dim=0, return_inverse=True)
        states: Tensor = self._read(labels, labels != padding)[label_of_node]
        return states

    def _read(self, labels: Tensor, is_character: Tensor) -> Tensor:
        """`[L, H]` of `[L, MAX_CHARACTERS]` distinct labels."""
        embedded = functional.pad(self.characters(labels).transpose(1, 2), (0, max(_FILTER_WIDTHS) - 1))
        greatest = []
        for width, convolution in zip(_FILTER_WIDTHS, self.filters, strict=True):
            windows = embedded[:, :, : MAX_CHARACTERS + width - 1]  # one begins at each character
            responses = torch.tanh(convolution(windows)).masked_fill(~is_character[:, None, :], -1.0)
            greatest.append(responses.amax(dim=2))
        states: Tensor = self.output(torch.cat(greatest, dim=1))
        return states
