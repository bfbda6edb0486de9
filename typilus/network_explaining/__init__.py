"""Explanations of where the network places a symbol: the parts of a file that it rests on."""

from __future__ import annotations

from typilus.network_explaining.network_explanation import EdgeShare, NetworkExplanation, NodeShare
from typilus.network_explaining.vote_explaining import explain_by_network, explain_network

__all__ = ["EdgeShare", "NetworkExplanation", "NodeShare", "explain_by_network", "explain_network"]
