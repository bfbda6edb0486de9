"""The few learned maps that match symbols with classes they have no annotated example of."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from graph_extraction import SYMBOL_KINDS
from typilus.class_matching import FEATURES, UNKNOWN

__all__ = ["DefinitionMatching"]

_HIDDEN = 64
_RANK = 32


class DefinitionMatching(nn.Module):
    r"""Scores of classes, and of none of them, as the type of each symbol.

    .. math::
        z_{sc} = -a_k \lVert P r_s + b_k - P r_c \rVert_2 + \langle f(r_s, k), g(r_c) \rangle + (w + w_k)^T x_{sc},
        \qquad z_{s0} = h(r_s, k)

    where k is the symbol's kind, r_c the network's state of the class's name, and x their agreement; of a class known
    by name only, only the last term is left. P starts as the identity: at first a symbol's class is the one that lies
    nearest in the TypeSpace. A softmax over all z, divided by a temperature that is fitted on projects not learned
    from, is the probability of each class; that it is optional (`Shop | None`) is a probability of the symbol's alone.

    Args:
        embedding_size: D.
        dropout: Probability on the inputs of f and g and inside them.
    """

    temperature: Tensor

    def __init__(self, embedding_size: int, dropout: float = 0.2) -> None:
        super().__init__()
        kinds, features = len(SYMBOL_KINDS), len(FEATURES)
        self.place = nn.Linear(embedding_size, embedding_size, bias=False)
        nn.init.eye_(self.place.weight)
        self.shift = nn.Parameter(torch.zeros(kinds, embedding_size))
        self.nearness = nn.Parameter(torch.full((kinds,), 0.3))
        self.weights = nn.Parameter(torch.zeros(kinds + 1, features))
        self.symbol_side = _layers(embedding_size + kinds, _RANK, dropout)
        self.class_side = _layers(embedding_size, _RANK, dropout)
        self.alone = _layers(embedding_size + kinds, 2, 0.0)
        self.register_buffer("temperature", torch.ones(()))

    def forward(self, symbols: Tensor, kinds: Tensor, classes: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Score.

        Args:
            symbols: `[S, D]` in the TypeSpace.
            kinds: `[S]` int64.
            classes: `[C, D]`.
            features: `[S, C, F]`.

        Returns:
            `[S, 1 + C]` scores, none of the classes first; `[S]` log odds that the type is optional.
        """
        inputs = torch.cat([symbols, functional.one_hot(kinds, len(SYMBOL_KINDS)).to(symbols.dtype)], dim=1)
        distance = torch.cdist(self.place(symbols) + self.shift[kinds], self.place(classes))
        weights = self.weights[0] + self.weights[1:][kinds]
        marked = self.symbol_side(inputs) @ self.class_side(classes).T / _RANK**0.5
        marked = (marked - self.nearness[kinds][:, None] * distance) * (1 - features[:, :, UNKNOWN])
        scores = torch.einsum("scf,sf->sc", features, weights) + marked
        none, optional = self.alone(inputs).unbind(dim=1)
        return torch.cat([none[:, None], scores], dim=1) / self.temperature, optional


def _layers(inputs: int, outputs: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(dropout), nn.Linear(inputs, _HIDDEN), nn.ReLU(), nn.Dropout(dropout), nn.Linear(_HIDDEN, outputs)
    )
