"""Supervised contrastive similarity, in the place of Eq. 3."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from typilus.neural.objectives.margin_sets import masked_mean, others_of_type
from typilus.neural.objectives.neighbor_loss import log_vote
from typilus.neural.objectives.objective import Objective, Targets

__all__ = ["TypeContrastiveLoss"]


class TypeContrastiveLoss(Objective):
    r"""Make each symbol of the same type likely among all others: InfoNCE with labels (Khosla et al. 2020, Eq. 2).

    .. math::
        \frac{-1}{|S_+(s)|} \sum_{s_p \in S_+(s)}
        \log \frac{\exp(-d(r_{s_p}, r_s) / t)}{\sum_{s_i \neq s} \exp(-d(r_{s_i}, r_s) / t)}

    over the minibatch, for symbols that have another of their type in it. The mean stands outside the logarithm: every
    symbol of the type is drawn near, where `TypeNeighborLoss` is content with one.

    Args:
        temperature: T, in units of the distance.
        distance: "l1", by which neighbors are later searched for, or "cosine", 1 less the cosine, as in the paper.
    """

    def __init__(self, temperature: float = 1.0, distance: str = "l1") -> None:
        super().__init__()
        self.temperature = temperature
        self.distance = distance

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Mean over the symbols that have another of their type."""
        if len(targets) == 0:
            return embeddings.sum()
        closeness = self._distances(embeddings) / -self.temperature
        same = others_of_type(targets.type_ids)
        itself = torch.eye(len(targets), dtype=torch.bool, device=same.device)
        losses = log_vote(closeness, ~itself) - masked_mean(closeness, same)
        counted = same.any(dim=1)
        return torch.where(counted, losses, 0.0).sum() / counted.sum().clamp(min=1)

    def _distances(self, embeddings: Tensor) -> Tensor:
        if self.distance == "l1":
            return torch.cdist(embeddings, embeddings, p=1.0)
        directions = functional.normalize(embeddings, dim=1)
        return 1.0 - directions @ directions.T
