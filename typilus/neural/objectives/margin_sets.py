"""Which symbols of a minibatch are too near to each other, or too far apart (paper, section 4.1)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

__all__ = ["MarginSets", "masked_mean", "others_of_type"]


@dataclass(frozen=True, slots=True, eq=False)
class MarginSets:
    """For each symbol, P+ and P- of Eq. 3 within the minibatch.

    A symbol that has no other of its type takes 0 as its farthest; without other types it has an infinite nearest, and
    neither P+ nor P-.

    Attributes:
        distance: `[S, S]` in L1.
        farthest_same: `[S, 1]` d+max, the distance to the farthest symbol of the same type.
        nearest_other: `[S, 1]` d-min, the distance to the nearest symbol of another type.
        pulled: `[S, S]` P+, symbols of the same type farther than d-min less the margin.
        pushed: `[S, S]` P-, symbols of other types nearer than d+max plus the margin.
    """

    distance: Tensor
    farthest_same: Tensor
    nearest_other: Tensor
    pulled: Tensor
    pushed: Tensor

    @classmethod
    def of(cls, embeddings: Tensor, type_ids: Tensor, margin: float) -> MarginSets:
        """The sets of at least one symbol, from `[S, D]` embeddings and `[S]` numbers of types."""
        distance = torch.cdist(embeddings, embeddings, p=1.0)
        same = others_of_type(type_ids)
        other = type_ids[:, None] != type_ids[None, :]
        farthest_same = distance.masked_fill(~same, 0.0).amax(dim=1, keepdim=True)
        nearest_other = distance.masked_fill(~other, torch.inf).amin(dim=1, keepdim=True)
        return cls(
            distance,
            farthest_same,
            nearest_other,
            pulled=same & (distance > nearest_other - margin),
            pushed=other & (distance < farthest_same + margin),
        )


def others_of_type(type_ids: Tensor) -> Tensor:
    """`[S, S]` whether two different symbols are of one type."""
    itself = torch.eye(len(type_ids), dtype=torch.bool, device=type_ids.device)
    return (type_ids[:, None] == type_ids[None, :]) & ~itself


def masked_mean(values: Tensor, mask: Tensor) -> Tensor:
    """`[S]` mean of each row's masked values, 0 for a row without any."""
    weights = mask.to(values.dtype)
    return (values * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1.0)
