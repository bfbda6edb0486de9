"""Explanations of what the network read, for PyTorch Geometric's `Explainer`."""

from __future__ import annotations

from typilus.neural.explaining.contributions import Contributions, Voters, contributions
from typilus.neural.explaining.integrated_gradients import IntegratedGradients

__all__ = ["Contributions", "IntegratedGradients", "Voters", "contributions"]
