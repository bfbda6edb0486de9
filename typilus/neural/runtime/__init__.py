"""A network without torch: the same weights and the same plans, in numpy."""

from __future__ import annotations

from typilus.neural.runtime.graph_network import GraphNetwork

__all__ = ["GraphNetwork"]
