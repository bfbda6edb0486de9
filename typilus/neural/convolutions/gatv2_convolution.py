"""Graph attention, by PyTorch Geometric."""

from __future__ import annotations

import math
from typing import Final

from torch import Tensor, nn
from torch_geometric.nn import GATv2Conv

from typilus.neural.convolutions.convolution import GatedConv
from typilus.neural.convolutions.interpreted import interpreted

__all__ = ["GatedGATv2Conv"]

_HEADS: Final = 4


class GatedGATv2Conv(GatedConv):
    r"""A gated step of GATv2 (Brody et al. 2022, "How Attentive are Graph Attention Networks?").

    .. math::
        m_i = b + \sum_{j \xrightarrow{k} i} \alpha_{jki} W h_j, \quad
        \alpha_{jki} = \mathrm{softmax}_{jk}\; a^\top \mathrm{LeakyReLU}(W_i h_i + W h_j + U e_k)

    with four heads (as many as divide H), and an embedding `e_k` of each edge label and direction.

    Args:
        hidden_size: H.
        num_relations: How many edge labels and directions there are.
        residual: Whether the update also sees the initial states.
    """

    def __init__(self, hidden_size: int, num_relations: int, *, residual: bool = False) -> None:
        super().__init__(hidden_size, residual=residual)
        heads = math.gcd(hidden_size, _HEADS)
        self.relations = nn.Embedding(num_relations, hidden_size)
        self.messages = interpreted(GATv2Conv)(
            hidden_size, hidden_size // heads, heads, add_self_loops=False, edge_dim=hidden_size
        )

    def receive(self, x: Tensor, edge_index: Tensor, edge_type: Tensor, num_targets: int) -> Tensor:
        """See `GatedConv.receive`."""
        received: Tensor = self.messages((x, x[:num_targets]), edge_index, self.relations(edge_type))
        return received
