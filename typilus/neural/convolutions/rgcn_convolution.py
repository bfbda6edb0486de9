"""Relational graph convolution, by PyTorch Geometric."""

from __future__ import annotations

from torch import Tensor
from torch_geometric.nn import RGCNConv

from typilus.neural.convolutions.convolution import GatedConv
from typilus.neural.convolutions.interpreted import interpreted

__all__ = ["GatedRGCNConv"]


class GatedRGCNConv(GatedConv):
    r"""A gated step of R-GCN (Schlichtkrull et al. 2018, "Modeling Relational Data with Graph Convolutional Networks").

    .. math::
        m_i = b + \sum_k \frac{1}{|N_k(i)|} \sum_{j \in N_k(i)} W_k h_j

    The node's own state comes in by the gate.

    Args:
        hidden_size: H.
        num_relations: How many edge labels and directions there are.
        residual: Whether the update also sees the initial states.
    """

    def __init__(self, hidden_size: int, num_relations: int, *, residual: bool = False) -> None:
        super().__init__(hidden_size, residual=residual)
        self.messages = interpreted(RGCNConv)(hidden_size, hidden_size, num_relations, root_weight=False)

    def receive(self, x: Tensor, edge_index: Tensor, edge_type: Tensor, num_targets: int) -> Tensor:
        """See `GatedConv.receive`."""
        received: Tensor = self.messages((x, x[:num_targets]), edge_index, edge_type)
        return received
