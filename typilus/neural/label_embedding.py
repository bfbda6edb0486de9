"""Initial states: labels as means of the embeddings of their pieces."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["LabelEmbedding"]


class LabelEmbedding(nn.Embedding):
    """Embeds a label as the mean of the embeddings of its pieces (paper, Eq. 7).

    Args:
        num_pieces: Size of the vocabulary.
        size: H, size of the embeddings.
        piece_dropout: Probability with which a piece is left out in training.
    """

    def __init__(self, num_pieces: int, size: int, piece_dropout: float) -> None:
        super().__init__(num_pieces, size)
        nn.init.normal_(self.weight, std=0.5)
        self.piece_dropout = piece_dropout

    def mean(self, pieces: Tensor, offset: Tensor) -> Tensor:
        """`[N, H]` embeddings of labels.

        Args:
            pieces: `[P]` piece numbers of all labels.
            offset: `[N]` index of each label's first piece.
        """
        if self.training and self.piece_dropout:
            kept = torch.rand(len(pieces), device=pieces.device) >= self.piece_dropout
            pieces, offset = pieces[kept], (kept.cumsum(0) - kept.long())[offset]
        means: Tensor = functional.embedding_bag(pieces, self.weight, offset, mode="mean")
        return means
