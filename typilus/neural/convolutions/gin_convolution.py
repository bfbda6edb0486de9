"""Graph isomorphism convolution, by PyTorch Geometric."""

from __future__ import annotations

from torch import Tensor, nn
from torch_geometric.nn import GINEConv

from typilus.neural.convolutions.convolution import GatedConv
from typilus.neural.convolutions.interpreted import interpreted

__all__ = ["GatedGINConv"]


class GatedGINConv(GatedConv):
    r"""A gated step of GIN with labeled edges (Hu et al. 2020, "Strategies for Pre-training Graph Neural Networks").

    .. math::
        m_i = \mathrm{MLP}\Big(h_i + \sum_{j \xrightarrow{k} i} \mathrm{ReLU}(h_j + e_k)\Big)

    with an embedding `e_k` of each edge label and direction.

    Args:
        hidden_size: H.
        num_relations: How many edge labels and directions there are.
        residual: Whether the update also sees the initial states.
    """

    def __init__(self, hidden_size: int, num_relations: int, *, residual: bool = False) -> None:
        super().__init__(hidden_size, residual=residual)
        self.relations = nn.Embedding(num_relations, hidden_size)
        layers = nn.Sequential(nn.Linear(hidden_size, hidden_size), nn.ReLU(), nn.Linear(hidden_size, hidden_size))
        self.messages = interpreted(GINEConv)(layers)

    def receive(self, x: Tensor, edge_index: Tensor, edge_type: Tensor, num_targets: int) -> Tensor:
        """See `GatedConv.receive`."""
        received: Tensor = self.messages((x, x[:num_targets]), edge_index, self.relations(edge_type))
        return received
