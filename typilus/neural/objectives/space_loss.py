"""Similarity in the TypeSpace (Eq. 3)."""

from __future__ import annotations

import torch
from torch import Tensor

from typilus.neural.objectives.objective import Objective, Targets

__all__ = ["TypeSpaceLoss"]


class TypeSpaceLoss(Objective):
    r"""Pull symbols of one type together and push others away (paper, Eq. 3).

    .. math::
        \sum_{s_i^+ \in P_+(s)} \frac{\lVert r_{s_i^+} - r_s \rVert_1}{|P_+(s)|}
        - \sum_{s_i^- \in P_-(s)} \frac{\lVert r_{s_i^-} - r_s \rVert_1}{|P_-(s)|}

    where P+ are the symbols of the same type farther than the nearest other type less the margin, and P- those of
    other types nearer than the farthest of the same type plus the margin, both within the minibatch. A symbol that has
    no other of its type takes 0 as its farthest; one without other types has no P+ and no P-.

    Args:
        margin: M.
    """

    def __init__(self, margin: float = 2.0) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Mean over the batch's symbols."""
        type_ids = targets.type_ids
        if len(type_ids) == 0:
            return embeddings.sum()
        distance = torch.cdist(embeddings, embeddings, p=1.0)
        same = type_ids[:, None] == type_ids[None, :]
        other = ~same
        same = same & ~torch.eye(len(type_ids), dtype=torch.bool, device=same.device)
        with torch.no_grad():
            farthest_same = distance.masked_fill(~same, 0.0).amax(dim=1, keepdim=True)
            nearest_other = distance.masked_fill(~other, torch.inf).amin(dim=1, keepdim=True)
            pulled = same & (distance > nearest_other - self.margin)
            pushed = other & (distance < farthest_same + self.margin)
        return (_masked_mean(distance, pulled) - _masked_mean(distance, pushed)).mean()


def _masked_mean(values: Tensor, mask: Tensor) -> Tensor:
    """`[S]` mean of each row's masked values, 0 for a row without any."""
    weights = mask.to(values.dtype)
    return (values * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1.0)
