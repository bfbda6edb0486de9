"""The contract of what a network is trained to make small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn

from typilus.neural.transfers import send

__all__ = ["UNKNOWN_CLASS", "Objective", "Targets"]

UNKNOWN_CLASS: Final = -1
"""The class of types outside a closed set that has no class for them."""


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """The known types and classes of the symbols of a batch.

    Attributes:
        type_ids: `[S]` int64, equal for equal types.
        class_ids: `[S]` int64, class of the type (erased or not, see `TypeTable`), or `UNKNOWN_CLASS`.
    """

    type_ids: Tensor
    class_ids: Tensor

    def __len__(self) -> int:
        """S."""
        return len(self.type_ids)

    def to(self, device: torch.device) -> Targets:
        """The same on a device."""
        return Targets(send(self.type_ids, device), send(self.class_ids, device))


class Objective(nn.Module):
    """Maps embeddings and the targets of their symbols to a loss. It may have weights of its own."""

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Return a scalar from `[S, D]` embeddings. Without any symbol that counts, its gradient is 0."""
        raise NotImplementedError
