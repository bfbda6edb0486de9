"""A convolution of the library that is run as it is written gives what the compiled one gives."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch_geometric.nn import GATv2Conv, RGCNConv

from typilus.neural.convolutions.interpreted import interpreted


@pytest.mark.parametrize(
    ("convolution", "arguments"),
    [(RGCNConv, {"num_relations": 3}), (GATv2Conv, {"heads": 2, "edge_dim": 1, "add_self_loops": False})],
)
def test_it_is_the_same_convolution(convolution: type, arguments: dict[str, Any]) -> None:
    torch.manual_seed(0)
    compiled = convolution(4, 4, **arguments)
    plain = interpreted(convolution)(4, 4, **arguments)
    plain.load_state_dict(compiled.state_dict())
    edges, kinds = torch.randint(9, (2, 30)), torch.randint(3, (30,))
    labels = kinds if convolution is RGCNConv else kinds[:, None].float()
    x = torch.randn(9, 4)
    torch.testing.assert_close(plain(x, edges, labels), compiled(x, edges, labels))
    assert isinstance(plain, convolution)
    assert type(plain).__name__ == convolution.__name__
