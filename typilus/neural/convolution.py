"""One step of gated message passing with max pooling."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from typilus.neural.batching import MessagePlan

__all__ = ["GatedRelationalConv"]


class GatedRelationalConv(nn.Module):
    r"""One step of a gated graph neural network with elementwise maximum (paper, Eq. 6 and section 4.3).

    .. math::
        h_i^{t+1} = \mathrm{GRU}\Big(\max_{j \xrightarrow{k} i} E_k h_j^t,\; h_i^t\Big)

    with one bias-free linear map `E_k` for each edge label and direction. The maximum runs over all messages of all
    relations; a node without a message receives 0.

    A row of `E_k h_j` serves every message that leaves node j by relation k. The maximum is taken by `embedding_bag`,
    which gathers and reduces in one pass, gives 0 for an empty bag and keeps the positions of the maxima for the
    backward pass; on two cores that was the fastest form measured (`benchmarks/convolution.py`), and it runs on a GPU.

    Args:
        hidden_size: H.
        num_relations: How many edge labels and directions there are.
        residual: Whether the update also sees the initial states.
    """

    def __init__(self, hidden_size: int, num_relations: int, *, residual: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(num_relations, hidden_size, hidden_size))
        self.gru = nn.GRUCell(hidden_size * (2 if residual else 1), hidden_size)
        for relation in self.weight:
            nn.init.xavier_uniform_(relation)

    def forward(self, x: Tensor, plan: MessagePlan, initial: Tensor | None = None) -> Tensor:
        """Update the first `plan.num_targets` nodes.

        Args:
            x: `[N', H]` states of at least all sources.
            plan: The step's messages.
            initial: `[N'', H]` initial states, N'' >= num_targets, where the convolution has a residual.

        Returns:
            `[num_targets, H]` new states.
        """
        aggregated = self.aggregate(x, plan)
        if initial is not None:
            aggregated = torch.cat([aggregated, initial[: plan.num_targets]], dim=1)
        updated: Tensor = self.gru(aggregated, x[: plan.num_targets])
        return updated

    def aggregate(self, x: Tensor, plan: MessagePlan) -> Tensor:
        """`[num_targets, H]` elementwise maximum of each target's messages."""
        if plan.message_row.numel() == 0:
            return x.new_zeros(plan.num_targets, x.shape[1])
        sources = torch.split(x.index_select(0, plan.row_source), list(plan.row_counts))
        rows = torch.cat([part @ weight for part, weight in zip(sources, self.weight, strict=True)])
        return functional.embedding_bag(plan.message_row, rows, plan.message_offset, mode="max")
