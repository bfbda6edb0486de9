"""Steps of message passing, a file each, by the name that a configuration gives them.

`gated` is the paper's. The others are those of PyTorch Geometric with the same gate behind them, so that networks
differ in how messages are made and joined, and in nothing else.
"""

from __future__ import annotations

from typing import Final

from typilus.neural.convolutions.convolution import ConvolutionMaker
from typilus.neural.convolutions.gated_convolution import GatedRelationalConv
from typilus.neural.convolutions.gatv2_convolution import GatedGATv2Conv
from typilus.neural.convolutions.gin_convolution import GatedGINConv
from typilus.neural.convolutions.rgcn_convolution import GatedRGCNConv
from typilus.neural.named_entries import Registry

__all__ = ["CONVOLUTIONS", "ConvolutionMaker", "GatedRelationalConv"]

CONVOLUTIONS: Final = Registry[ConvolutionMaker](
    "convolution",
    {"gated": GatedRelationalConv, "gatv2": GatedGATv2Conv, "gin": GatedGINConv, "rgcn": GatedRGCNConv},
)
