"""Passes over a syntax tree, a file for each edge type: what is known of it, how its edges are found and stored."""

from __future__ import annotations

from graph_extraction.edges import EdgeSpec, Pass
from graph_extraction.graph import EdgeType
from graph_extraction.passes.assignment import AssignmentPass
from graph_extraction.passes.children import ChildPass
from graph_extraction.passes.data_flow import DataFlowPass
from graph_extraction.passes.lexical_use import LexicalUsePass
from graph_extraction.passes.occurrences import OccurrencePass
from graph_extraction.passes.returns import ReturnsPass
from graph_extraction.passes.subtokens import SubtokenPass
from graph_extraction.passes.tokens import TokenPass

__all__ = ["PASSES", "edge_spec"]

PASSES: list[Pass] = [
    TokenPass(),
    ChildPass(),
    DataFlowPass(),
    LexicalUsePass(),
    AssignmentPass(),
    ReturnsPass(),
    OccurrencePass(),
    SubtokenPass(),
]
"""All that there are: what `extract` runs unless told otherwise, and whose edges can be stored and drawn."""


def edge_spec(edge_type: EdgeType) -> EdgeSpec:
    """Return the description of an edge type.

    Raises:
        LookupError: No pass adds edges of that type.
    """
    for step in PASSES:
        if step.edge.type == edge_type:
            return step.edge
    types_text = ", ".join(step.edge.type for step in PASSES)
    raise LookupError(f"no pass adds {edge_type} edges; those that are added are {types_text}")
