"""One step of gated message passing with max pooling."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch_geometric.nn import MessagePassing

from typilus.neural.batching import MessagePlan

__all__ = ["GatedRelationalConv"]


class GatedRelationalConv(MessagePassing):  # type: ignore[misc] # PyTorch Geometric has no types
    r"""One step of a gated graph neural network with elementwise maximum (paper, Eq. 6 and section 4.3).

    .. math::
        h_i^{t+1} = \mathrm{GRU}\Big(\max_{j \xrightarrow{k} i} E_k h_j^t,\; h_i^t\Big)

    with one bias-free linear map `E_k` for each edge label and direction. The maximum runs over all messages of all
    relations; a node without a message receives 0.

    The maximum is received in one of two ways, which give the same states and gradients:

    - The fused one never has all messages in memory. A row of `E_k h_j` serves every message that leaves node j by
      relation k, and `embedding_bag` gathers and reduces in one pass, gives 0 for an empty bag and keeps the positions
      of the maxima for the backward pass. On two cores that was the fastest form measured
      (`benchmarks/convolution.py`), and it runs on a GPU.
    - The plain one is PyTorch Geometric's `propagate`: `message`, then `aggregate`. It is taken where somebody looks at
      messages (an explainer's mask, a hook on `propagate`, `message` or `aggregate`) or where `fuse` is False.

    Args:
        hidden_size: H.
        num_relations: How many edge labels and directions there are.
        residual: Whether the update also sees the initial states.
    """

    def __init__(self, hidden_size: int, num_relations: int, *, residual: bool = False) -> None:
        super().__init__(aggr="max")
        self.fuse = True
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
        received = self.receive(x, plan)
        if initial is not None:
            received = torch.cat([received, initial[: plan.num_targets]], dim=1)
        updated: Tensor = self.gru(received, x[: plan.num_targets])
        return updated

    def receive(self, x: Tensor, plan: MessagePlan) -> Tensor:
        """`[num_targets, H]` elementwise maximum of each target's messages."""
        if plan.message_row.numel() == 0:
            return x.new_zeros(plan.num_targets, x.shape[1])
        if not self.fuse or self._is_watched():
            edge_index, edge_type = plan.edges()
            return self.propagate(edge_index, (len(x), plan.num_targets), x=x, edge_type=edge_type)
        sources = torch.split(x.index_select(0, plan.row_source), list(plan.row_counts))
        rows = torch.cat([part @ weight for part, weight in zip(sources, self.weight, strict=True)])
        return functional.embedding_bag(plan.message_row, rows, plan.message_offset, mode="max")

    def propagate(self, edge_index: Tensor, size: tuple[int, int] | None = None, **inputs: Tensor) -> Tensor:
        """Send messages and join them, as the library does.

        A class that has this method is not compiled, see `interpreted`.
        """
        received: Tensor = super().propagate(edge_index, size, **inputs)
        return received

    def message(self, x_j: Tensor, edge_type: Tensor) -> Tensor:
        """`[M, H]` messages, from the states of their sources and their relations."""
        by_relation = edge_type.argsort(stable=True)
        counts = edge_type.bincount(minlength=len(self.weight)).tolist()
        parts = torch.split(x_j[by_relation], counts)
        messages = torch.cat([part @ weight for part, weight in zip(parts, self.weight, strict=True)])
        return messages[by_relation.argsort()]

    def explain_message(self, inputs: Tensor, dim_size: int | None) -> Tensor:
        """Weigh messages by an explainer's mask, which is that of the first step.

        Steps become smaller towards the symbols: the messages of each are the first ones of the step before.
        """
        mask: Tensor = self._edge_mask[: len(inputs)]
        return inputs * (mask.sigmoid() if self._apply_sigmoid else mask)[:, None]

    def _is_watched(self) -> bool:
        return bool(
            self.explain
            or self._propagate_forward_pre_hooks
            or self._propagate_forward_hooks
            or self._message_forward_pre_hooks
            or self._message_forward_hooks
            or self._aggregate_forward_pre_hooks
            or self._aggregate_forward_hooks
        )
