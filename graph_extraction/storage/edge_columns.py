"""The edges of a graph as columns, type after type, each coded as its difference from what the others let expect.

Lexical successors follow from occurrences; a token's symbol is mostly that of the last token with the same label; its
subtokens are those of its label; the use before it is mostly its predecessor among its symbol's tokens. Only what
differs costs bytes, and what fits no expectation is kept as plain pairs: any graph round-trips. Edges come back sorted.
How the edges of a type are coded stands with the pass that adds them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import EdgeType
from graph_extraction.passes import PASSES, edge_spec
from graph_extraction.source.source_errors import GraphFormatError
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import StoredGraph, sorted_edges

__all__ = ["TABLE_1_STORED", "read_edges", "stored_order", "write_edges"]

TABLE_1_STORED = (
    EdgeType.OCCURRENCE_OF,
    EdgeType.NEXT_TOKEN,
    EdgeType.NEXT_LEXICAL_USE,
    EdgeType.NEXT_MAY_USE,
    EdgeType.CHILD,
    EdgeType.SUBTOKEN_OF,
    EdgeType.ASSIGNED_FROM,
    EdgeType.RETURNS_TO,
)
"""The edge types of a graph that does not name its own, in the order in which they are stored."""


def stored_order(edge_types: Collection[EdgeType]) -> tuple[EdgeType, ...]:
    """The types of a graph's edges in the order in which they are stored: each behind those that it requires.

    Raises:
        ValueError: A type lacks one that it requires.
    """
    waiting = [*(type_ for type_ in TABLE_1_STORED if type_ in edge_types)]
    waiting += [type_ for type_ in edge_types if type_ not in TABLE_1_STORED]
    ordered: list[EdgeType] = []
    while waiting:
        ready = next((type_ for type_ in waiting if edge_spec(type_).requires.issubset(ordered)), None)
        if ready is None:
            lacking = ", ".join(sorted(edge_spec(waiting[0]).requires.difference(ordered)))
            raise ValueError(f"the graph has {waiting[0]} edges, but none of type {lacking}, from which they follow")
        ordered.append(ready)
        waiting.remove(ready)
    return tuple(ordered)


def write_edges(
    writer: ColumnWriter,
    graph: StoredGraph,
    edges: Mapping[EdgeType, npt.NDArray[np.int32]],
    order: Iterable[EdgeType],
) -> None:
    """Append the edges of all types, in the order given."""
    for type_ in order:
        pairs = sorted_edges(edges[type_].astype(np.int64))
        edge_spec(type_).codec.write(writer, pairs, graph)
        graph.edges[type_] = pairs


def read_edges(
    reader: ColumnReader, graph: StoredGraph, order: Sequence[EdgeType]
) -> dict[EdgeType, npt.NDArray[np.int32]]:
    """Read the edges of all types, in the order in which they were written, each sorted by source, then target.

    Raises:
        GraphFormatError: The columns make no sense, or no pass adds edges of a type.
    """
    for type_ in order:
        try:
            spec = edge_spec(type_)
        except LookupError as error:
            raise GraphFormatError(f"{error}; extract it anew") from error
        if not spec.requires <= graph.edges.keys():
            raise GraphFormatError(f"its {type_} edges stand before those that they follow from")
        graph.edges[type_] = sorted_edges(spec.codec.read(reader, graph))
    return {
        step.edge.type: graph.edges[step.edge.type].astype(np.int32) for step in PASSES if step.edge.type in graph.edges
    }
