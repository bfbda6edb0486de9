"""PyTorch Geometric's convolutions, run as they are written."""

from __future__ import annotations

from typing import Any, TypeVar

from torch import Tensor
from torch_geometric.nn import MessagePassing

__all__ = ["interpreted"]

_Conv = TypeVar("_Conv", bound=type)


def interpreted(convolution: _Conv) -> _Conv:
    """A subclass that PyTorch Geometric does not compile.

    For each class of convolutions it would write a module into the folder for temporary files, run it, and leave it
    there; a training run leaves nothing there. It compiles no class that has methods `propagate` and `edge_updater` of
    its own, so these two do what those of the library do.
    """

    def propagate(self: Any, edge_index: Tensor, size: tuple[int, int] | None = None, **inputs: Any) -> Tensor:
        received: Tensor = MessagePassing.propagate(self, edge_index, size, **inputs)
        return received

    def edge_updater(self: Any, edge_index: Tensor, size: tuple[int, int] | None = None, **inputs: Any) -> Tensor:
        received: Tensor = MessagePassing.edge_updater(self, edge_index, size, **inputs)
        return received

    namespace = {"__module__": convolution.__module__, "propagate": propagate, "edge_updater": edge_updater}
    return type(convolution.__name__, (convolution,), namespace)  # type: ignore[return-value]
