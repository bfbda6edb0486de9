"""What of a file made the network place a symbol where it is."""

from __future__ import annotations

from typilus.network_explaining.explaining import explain_by_network, explain_network
from typilus.network_explaining.network_explanation import EdgeShare, NetworkExplanation, NodeShare

__all__ = ["EdgeShare", "NetworkExplanation", "NodeShare", "explain_by_network", "explain_network"]
