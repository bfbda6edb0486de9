"""Integrated gradients over the states of nodes and over messages."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import Module, Parameter
from torch_geometric.explain import ExplainerAlgorithm, Explanation
from torch_geometric.explain.algorithm.utils import clear_masks, set_masks

__all__ = ["IntegratedGradients"]


class IntegratedGradients(ExplainerAlgorithm):  # type: ignore[misc] # PyTorch Geometric has no types
    r"""Signed contributions of nodes and messages to one output (Sundararajan et al. 2017).

    .. math::
        c_i = x_i \cdot \int_0^1 \frac{\partial f(\alpha x)}{\partial x_i} \, d\alpha

    The contributions of nodes sum to `f(x) - f(0)`. Those of messages are the same of a mask of ones: they sum to the
    difference between the output and that of a graph whose messages are all zero.

    Args:
        steps: Number of points of the integral (midpoint rule).
    """

    def __init__(self, steps: int = 16) -> None:
        super().__init__()
        self.steps = steps

    def forward(
        self,
        model: Module,
        x: Tensor,
        edge_index: Tensor,
        *,
        target: Tensor,
        index: Tensor | None = None,
        **inputs: Any,
    ) -> Explanation:
        """Return contributions of the `[N, H]` nodes as `node_mask` `[N, 1]`, of messages as `edge_mask` `[M]`."""

        def score(states: Tensor) -> Tensor:
            rows, classes = model(states, edge_index, **inputs), target
            if index is not None:
                rows, classes = rows[index], classes[index]
            explained: Tensor = rows.gather(-1, classes.reshape(-1, 1))
            return explained.sum()

        nodes, messages = torch.zeros_like(x), x.new_zeros(edge_index.shape[1])
        for alpha in ((torch.arange(self.steps) + 0.5) / self.steps).tolist():
            states = (alpha * x.detach()).requires_grad_()
            nodes += torch.autograd.grad(score(states), states)[0] / self.steps
            mask = Parameter(torch.full_like(messages, alpha))
            set_masks(model, mask, edge_index, apply_sigmoid=False)
            try:
                gradient = torch.autograd.grad(score(x.detach()), mask)[0]
            finally:
                clear_masks(model)
            messages += gradient / self.steps
        return Explanation(node_mask=(nodes * x.detach()).sum(dim=1, keepdim=True), edge_mask=messages)

    def supports(self) -> bool:
        """Return True: any output of a class can be explained."""
        return True
