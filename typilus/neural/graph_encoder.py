"""The network: a file's graph in, one embedding a symbol out."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from typilus.neural.batching import GraphBatch
from typilus.neural.convolution import GatedRelationalConv
from typilus.neural.encoding import NUM_ROLES

__all__ = ["GraphEncoder"]


class GraphEncoder(nn.Module):
    """Embeds the symbols of a batch of graphs in the TypeSpace (paper, section 4.3).

    Initial states are the mean of a node's piece embeddings (Eq. 7) plus an embedding of its role. T - 1 steps share
    one convolution; a last step has its own and also sees the initial states. A bias-free dense layer leads from the
    states of the symbol nodes to the TypeSpace.

    Args:
        vocabulary_size: Number of pieces.
        hidden_size: H.
        embedding_size: D.
        steps: T.
        dropout: Probability, on the initial states and between steps.
        piece_dropout: Probability with which a piece of a name is left out in training, so that the network also learns
            to do without names that only one project has.
    """

    def __init__(
        self,
        vocabulary_size: int,
        hidden_size: int = 64,
        embedding_size: int = 64,
        steps: int = 8,
        dropout: float = 0.1,
        piece_dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.steps = steps
        self.piece_dropout = piece_dropout
        self.pieces = nn.Embedding(vocabulary_size, hidden_size)
        self.roles = nn.Embedding(NUM_ROLES, hidden_size)
        nn.init.normal_(self.pieces.weight, std=0.5)
        nn.init.normal_(self.roles.weight, std=0.5)
        self.shared = GatedRelationalConv(hidden_size)
        self.last = GatedRelationalConv(hidden_size, residual=True)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(hidden_size, embedding_size, bias=False)

    def forward(self, batch: GraphBatch) -> Tensor:
        """`[S, D]` embeddings of the batch's symbols."""
        initial = self.initial_states(batch)
        x = initial
        for plan in batch.plans[:-1]:
            x = self.dropout(self.shared(x, plan))
        x = self.last(x, batch.plans[-1], initial)
        embedded: Tensor = self.output(x.index_select(0, batch.symbol_index))
        return embedded

    def initial_states(self, batch: GraphBatch) -> Tensor:
        """`[N, H]` states before the first step, of the nodes that some step reads."""
        names, offset = batch.pieces, batch.piece_offset
        if self.training and self.piece_dropout:
            kept = torch.rand(len(names), device=names.device) >= self.piece_dropout
            names, offset = names[kept], (kept.cumsum(0) - kept.long())[offset]
        pieces = functional.embedding_bag(names, self.pieces.weight, offset, mode="mean")
        states: Tensor = self.dropout(pieces + self.roles(batch.role))
        return states
