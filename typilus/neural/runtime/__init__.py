"""Networks without torch: the same weights and the same plans, in numpy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from typilus.neural.runtime.graph_network import GraphNetwork

__all__ = ["NETWORKS", "GraphNetwork"]

NETWORKS: Final[Mapping[str, type[GraphNetwork]]] = {"graph": GraphNetwork}
"""The networks by the names of their encoders; the others need torch."""
