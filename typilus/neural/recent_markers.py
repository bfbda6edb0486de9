"""The embeddings of the last training symbols, as a small type map to validate with."""

from __future__ import annotations

import torch
from torch import Tensor

__all__ = ["RecentMarkers"]


class RecentMarkers:
    """A type map that forgets.

    Args:
        size: Number of embeddings kept.
    """

    def __init__(self, size: int = 20_000) -> None:
        self.size = size
        self.parts: list[tuple[Tensor, Tensor]] = []

    def add(self, embeddings: Tensor, type_ids: Tensor) -> None:
        """Add `[S, D]` embeddings with their `[S]` types."""
        self.parts.append((embeddings, type_ids))
        while sum(len(types) for _, types in self.parts[1:]) >= self.size:
            del self.parts[0]

    def accuracy(self, embeddings: Tensor, type_ids: Tensor, k: int = 10) -> float:
        """Share of `[S, D]` embeddings whose k nearest markers vote for the `[S]` types (Eq. 5 with p = 2)."""
        if not self.parts or len(type_ids) == 0:
            return 0.0
        markers = torch.cat([vectors for vectors, _ in self.parts])
        types = torch.cat([types for _, types in self.parts])
        near, index = torch.cdist(embeddings, markers, p=1.0).topk(min(k, len(markers)), largest=False)
        voters = types[index]
        weights = near.clamp(min=1e-6).pow(-2.0)
        votes = (weights[:, None, :] * (voters[:, :, None] == voters[:, None, :])).sum(dim=2)
        winners = voters.gather(1, votes.argmax(dim=1, keepdim=True))[:, 0]
        return float((winners == type_ids).float().mean())
