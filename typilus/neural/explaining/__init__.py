"""Explanations of what the network read, for PyTorch Geometric's `Explainer`."""

from __future__ import annotations

from typilus.neural.explaining.integrated_gradients import IntegratedGradients
from typilus.neural.explaining.vote_contributions import Contributions, Voters, contributions

__all__ = ["Contributions", "IntegratedGradients", "Voters", "contributions"]
