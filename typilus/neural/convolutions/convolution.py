"""The contract of a step of message passing, and the gate that ends it."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor, nn

from typilus.neural.batching import MessagePlan

__all__ = ["ConvolutionMaker", "GatedConv"]


class ConvolutionMaker(Protocol):
    """Makes a step, a module that is called as `GatedConv.forward` is."""

    def __call__(self, hidden_size: int, num_relations: int, *, residual: bool = False) -> nn.Module:
        """Return a step between states of H numbers, along some edge labels and directions."""
        ...


class GatedConv(nn.Module):
    r"""A step whose messages are joined in some way, and whose new states a gated recurrent unit makes of that.

    .. math::
        h_i^{t+1} = \mathrm{GRU}\big(m_i^t,\; h_i^t\big)

    Args:
        hidden_size: H.
        residual: Whether the update also sees the initial states.
    """

    def __init__(self, hidden_size: int, *, residual: bool = False) -> None:
        super().__init__()
        self.gru = nn.GRUCell(hidden_size * (2 if residual else 1), hidden_size)

    def receive(self, x: Tensor, edge_index: Tensor, edge_type: Tensor, num_targets: int) -> Tensor:
        """Return what each target receives.

        Args:
            x: `[N', H]` states of at least all sources, the targets first.
            edge_index: `[2, M]` sources and targets of messages, by target.
            edge_type: `[M]` relation of each message.
            num_targets: Number of leading nodes that are updated.

        Returns:
            `[num_targets, H]`.
        """
        raise NotImplementedError

    def forward(self, x: Tensor, plan: MessagePlan, initial: Tensor | None = None) -> Tensor:
        """Update the first `plan.num_targets` nodes.

        Args:
            x: `[N', H]` states of at least all sources.
            plan: The step's messages.
            initial: `[N'', H]` initial states, N'' >= num_targets, where the convolution has a residual.

        Returns:
            `[num_targets, H]` new states.
        """
        received = self.receive(x, *plan.edges(), plan.num_targets)
        if initial is not None:
            received = torch.cat([received, initial[: plan.num_targets]], dim=1)
        updated: Tensor = self.gru(received, x[: plan.num_targets])
        return updated
