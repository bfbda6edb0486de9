"""Explanations of what the network read, for PyTorch Geometric's `Explainer`."""

from __future__ import annotations

from typilus.neural.explaining.integrated_gradients import IntegratedGradients

__all__ = ["IntegratedGradients"]
